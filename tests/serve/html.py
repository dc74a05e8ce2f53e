"""A page as a browser takes it apart: its elements with their attributes, and its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""
    line: int = 0


@dataclass
class Page(HTMLParser):
    source: str
    elements: list[Element] = field(default_factory=list)
    text: str = ""

    VOID = frozenset({"meta", "link", "input", "br"})
    BLOCKS = frozenset({"div", "p", "li", "ul", "ol", "dt", "dd", "h2", "h3", "h4", "td", "th"})

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = []
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {k: v or "" for k, v in attrs}, line=self.getpos()[0])
        self.elements.append(element)
        if tag in self.BLOCKS:
            self.handle_data(" ")
        if tag not in self.VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(e.tag == tag for e in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.text += data
        for element in self.open:
            element.text += data

    def all(self, tag: str, **wanted: str) -> list[Element]:
        """Elements of a tag; `class_` is one of the classes it must have."""
        found = []
        for element in self.elements:
            have = element.attributes
            if element.tag == tag and all(
                v in have.get("class", "").split() if k == "class_" else have.get(k) == v
                for k, v in wanted.items()
            ):
                found.append(element)
        return found

    def one(self, tag: str, **wanted: str) -> Element:
        (found,) = self.all(tag, **wanted)
        return found

    @property
    def ids(self) -> set[str]:
        return {e.attributes["id"] for e in self.elements if "id" in e.attributes}
