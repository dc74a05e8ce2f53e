import pytest

from dragoman.language.which import is_english


@pytest.mark.parametrize(
    "text",
    [
        "The ministers of Chad and Niger met in Zinder on Tuesday to talk about the lake.",
        "Talks postponed",
        "Chad President Mahamat Idriss Déby Itno names former opposition leader Succès Masra "
        "prime minister, ending months of uncertainty.",
        "Niger launches attacks in Zinder, Diffa, against energy infrastructure, causing smoke.",
        "1 2 3",
    ],
)
def test_english_is_read(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Министры иностранных дел Чада и Нигера встретились во вторник в Зиндере.",
        "Les ministres des affaires étrangères du Tchad et du Niger se sont rencontrés à Zinder "
        "pour parler du lac et de ses poissons.",
        "Der Außenminister von Tschad und sein Kollege aus Niger trafen sich am Dienstag in "
        "Zinder, um über den See und die Fischerei im Norden zu sprechen.",
        "O ministro das Relações Exteriores do Chade e o seu homólogo do Níger reuniram-se na "
        "terça-feira em Zinder para falar do lago e dos seus peixes.",
        "De minister van Buitenlandse Zaken van Tsjaad en zijn collega uit Niger spraken dinsdag "
        "in Zinder over het meer en de visserij, die in het noorden van belang is.",
        "外交部长星期二在津德尔会晤",
    ],
)
def test_other_languages_are_left_alone(text: str) -> None:
    assert not is_english(text)
