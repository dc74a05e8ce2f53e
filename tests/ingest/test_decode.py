import pytest

from dragoman.errors import InputError
from dragoman.ingest.decode import decode

FRENCH = "Le président a reçu son homologue à l’Élysée mardi, où ils ont évoqué l’été prochain."

RUSSIAN = (
    "Президент встретился с премьер-министром в Москве во вторник. Они говорили о торговле, "
    "энергетике и транспорте, сообщила пресс-служба, и договорились продолжить контакты."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_western_text_in_any_of_its_encodings(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding), "a") == FRENCH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp1251"),
        ("Minister spraw zagranicznych odwiedził Łódź, żeby porozmawiać.", "cp1250"),
        ("日本の首相は韓国の大統領と電話で会談した。", "shift_jis"),
    ],
)
def test_other_encodings_are_told(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a") == text


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    assert decode("Łódź".encode("iso8859-2"), "a", "iso8859-2") == "Łódź"
    assert decode(FRENCH.encode("cp1252"), "a", "no-such-encoding") == FRENCH


def test_two_encodings_in_one_file_are_both_read() -> None:
    mixed = "Première ligne — déjà vue\n".encode() + "deuxième ligne reçue à l'été\n".encode(
        "cp1252"
    )
    assert decode(mixed, "a") == "Première ligne — déjà vue\ndeuxième ligne reçue à l'été\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\x00\x00\x00", "empty"),
        (b"%PDF-1.7 rest", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (bytes(range(256)) * 4, "binary"),
        (b"\xff\xfeabc", "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_and_named(data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=f"^name: .*{told}"):
        decode(data, "name")
