import pytest

from dragoman.language.which import is_english


@pytest.mark.parametrize(
    "text",
    [
        "The ministers of Chad and Niger met in Zinder on Tuesday to talk about the lake.",
        "Talks postponed",
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
        "外交部长星期二在津德尔会晤",
    ],
)
def test_other_languages_are_left_alone(text: str) -> None:
    assert not is_english(text)
