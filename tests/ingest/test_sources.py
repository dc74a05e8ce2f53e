import io
import json
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.ingest import Failure, reports
from dragoman.ingest.sources import total_bytes
from dragoman.report import Report

MEETING = "The foreign ministers of Peru and Chile met in Arica on Tuesday.\n"
PAGE = f"""<!doctype html><html><head><title>Peru and Chile talk | Andes Daily</title>
<meta property="og:title" content="Peru and Chile talk">
<meta property="og:site_name" content="Andes Daily">
<meta property="article:published_time" content="2024-03-05T10:00:00-05:00"></head><body>
<nav><a href="/">Home</a><a href="/sport">Sport</a></nav><article><h1>Peru and Chile talk</h1>
<p>{MEETING * 3}</p><p>They agreed to open a second crossing at the border before the winter.</p>
</article><footer>All rights reserved, cookies everywhere</footer></body></html>"""


def only(*sources: str | Path, **more: str) -> Report:
    (found,) = reports(sources, **more)  # type: ignore[arg-type]
    assert isinstance(found, Report), found
    return found


def failures(*sources: str | Path) -> list[str]:
    return [str(f) for f in reports(sources) if isinstance(f, Failure)]


def test_a_text_file_is_one_report(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(MEETING)
    assert only(file).text == MEETING.strip()


def test_hard_wrapped_lines_are_joined_and_paragraphs_kept(tmp_path: Path) -> None:
    file = tmp_path / "wire.txt"
    file.write_text(
        "The foreign ministers of Peru and Chile met in the border town of\n"
        "Arica on Tuesday and spoke for three hours about the crossing that\n"
        "both governments closed in the spring, a spokeswoman for the town\n"
        "council said.\n\nThey will meet again in Tacna.\n"
    )
    first, second = only(file).text.split("\n\n")
    assert "border town of Arica on Tuesday" in first
    assert second == "They will meet again in Tacna."


def test_lines_that_are_paragraphs_stay_apart(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Peru called.\nChile answered.\nBolivia listened.\nNobody signed.\n")
    assert only(file).text.count("\n") == 3


def test_front_matter_gives_title_date_and_outlet(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "---\ntitle: Talks in Arica: no result\ndate: 2024-03-05\noutlet: Andes Daily\n---\n"
        + MEETING
    )
    found = only(file)
    assert found.title == "Talks in Arica: no result"
    assert (found.published, found.publisher) == ("2024-03-05", "Andes Daily")
    assert found.text == MEETING.strip()


def test_marks_of_markdown_are_no_words_of_the_report(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("# Talks\n\nPeru **met** [Chile](https://example.org)\nin *Arica*.\n\n- One\n")
    found = only(file)
    assert found.title == "Talks"
    assert found.text == "Peru met Chile in Arica.\nOne"


def test_a_page_gives_its_article_and_nothing_around_it(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(PAGE)
    found = only(file)
    assert found.title == "Peru and Chile talk"
    assert found.publisher == "Andes Daily"
    assert found.published == "2024-03-05T10:00:00-05:00"
    assert "second crossing" in found.text
    assert "Sport" not in found.text
    assert "cookies" not in found.text


def test_what_the_user_says_counts_before_what_the_page_says(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(PAGE)
    found = only(file, published="2024-03-06", publisher="La Prensa")
    assert (found.published, found.publisher) == ("2024-03-06", "La Prensa")


def test_rows_go_by_the_names_people_give_them(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(
        json.dumps({"id": "r1", "text": MEETING, "lang": "en", "date": "2024-03-05", "extra": [1]})
        + "\n\n"
        + json.dumps({"Body": MEETING, "Headline": "Talks", "link": "https://example.org/a"})
    )
    first, second = reports([file])
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.id, first.language, first.published) == ("r1", "en", "2024-03-05")
    assert (second.title, second.url) == ("Talks", "https://example.org/a")


def test_columns_may_be_mapped(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"Artikel": MEETING, "text": "wrong"}))
    (found,) = reports([file], columns={"text": "Artikel"})
    assert isinstance(found, Report)
    assert found.text == MEETING


def test_a_bad_row_names_its_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = ['{"text": "One met Two in Oslo."}', "{broken", "[1]", '{"title": "no text"}']
    rows += ['{"text": "x", "date": "2024-02-31"}', '{"text": "Three met Four in Rome."}']
    file.write_text("\n".join(rows))
    found = list(reports([file]))
    assert [isinstance(f, Report) for f in found] == [True, False, False, False, False, True]
    told = [str(f) for f in found if isinstance(f, Failure)]
    assert [t.split(": ")[0] for t in told] == [f"{file}:{n}" for n in (2, 3, 4, 5)]
    assert "broken JSON" in told[0]
    assert "there is no text" in told[2]
    assert "2024-02-31" in told[3]


def test_a_folder_is_walked_in_order_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "deep/c.txt", ".hidden.txt", ".git/d.txt", "picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{name} met nobody.")
    found = [r.text for r in reports([tmp_path]) if isinstance(r, Report)]
    assert found == ["a.md met nobody.", "b.txt met nobody.", "deep/c.txt met nobody."]


def test_a_pattern_is_expanded(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text(f"{name} met nobody.")
    assert len(list(reports([f"{tmp_path}/*.txt"]))) == 2
    assert "no file answers" in failures(f"{tmp_path}/*.html")[0]


@pytest.mark.parametrize(
    ("given", "text", "title"),
    [
        (MEETING.encode(), MEETING.strip(), None),
        (f"---\ntitle: Talks\n---\n{MEETING}".encode(), MEETING.strip(), "Talks"),
        (json.dumps({"text": MEETING, "title": "T"}).encode(), MEETING, "T"),
        (json.dumps({"text": MEETING, "title": "T"}, indent=1).encode(), MEETING, "T"),
    ],
)
def test_standard_input_is_told_by_how_it_begins(
    given: bytes, text: str, title: str | None
) -> None:
    (found,) = reports(["-"], stdin=io.BytesIO(given))
    assert isinstance(found, Report)
    assert (found.text, found.title) == (text, title)


def test_a_page_on_standard_input(tmp_path: Path) -> None:
    (found,) = reports(["-"], stdin=io.BytesIO(PAGE.encode()))
    assert isinstance(found, Report)
    assert found.title == "Peru and Chile talk"


def test_one_missing_file_does_not_stop_the_others(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(MEETING)
    first, second = reports([tmp_path / "none.txt", file])
    assert isinstance(first, Failure)
    assert "no such file" in first.reason
    assert isinstance(second, Report)


def test_a_given_day_that_is_none_is_told_at_once() -> None:
    with pytest.raises(InputError, match="2024-13-01"):
        reports(["-"], published="2024-13-01")


def test_bytes_are_counted_for_the_bar(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MEETING)
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": MEETING}) + "\n")
    seen: list[int] = []
    list(reports([tmp_path], advance=seen.append))
    assert sum(seen) == total_bytes([tmp_path])
    assert total_bytes(["-"]) is None


def test_a_pattern_may_name_folders(tmp_path: Path) -> None:
    for name in ("2023/a.txt", "2024/b.txt", "2024/deep/c.txt", "other/d.txt", "2024.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} met nobody.")
    found = [r.text for r in reports([f"{tmp_path}/20*"]) if isinstance(r, Report)]
    assert sorted(found) == [
        "2023/a.txt met nobody.",
        "2024.txt met nobody.",
        "2024/b.txt met nobody.",
        "2024/deep/c.txt met nobody.",
    ]


LINKS = "".join(f"<p><a href='/{n}'>Peru and Chile, part {n}</a></p>" for n in range(80))


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>All news</h1>{LINKS}",
        "<form><p>E-mail or phone</p><p>Password</p><p>Log in</p><p>Forgot your password</p>"
        "<p>Sign up</p><p>Help</p><p>Terms of use</p><p>Cookies</p><p>Languages</p></form>",
        "<p>Loading…</p>",
    ],
)
def test_a_page_that_is_no_article_is_told(tmp_path: Path, body: str) -> None:
    file = tmp_path / "a.html"
    file.write_text(f"<html><head><title>News</title></head><body>{body}</body></html>")
    (told,) = failures(file)
    assert "no article" in told
