import pytest

from dragoman.errors import InputError
from dragoman.ingest import opml


def test_feeds_in_folders_each_once() -> None:
    data = b"""<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
    <outline text="Ministries"><outline type="rss" text="A" xmlUrl="https://a.example/rss"/>
    <outline text="B" xmlURL=" https://b.example/atom "/></outline>
    <outline text="A again" xmlUrl="https://a.example/rss"/>
    <outline text="odd" xmlUrl="file:///etc/passwd"/></body></opml>"""
    assert opml.feeds(data, "a") == ["https://a.example/rss", "https://b.example/atom"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<html/>", "no OPML"),
        (b"<opml><body/></opml>", "lists no feed"),
        (b"plain words", "broken|no XML"),
        (
            b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body>'
            b'<outline xmlUrl="https://a.example/&x;"/></body></opml>',
            "entities",
        ),
    ],
)
def test_what_is_no_list_of_feeds(data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        opml.feeds(data, "a")
