"""A dossier as one HTML page that needs nothing else: it opens in a browser and prints well.

No script and nothing loaded from elsewhere; everything that comes out of a report is escaped, and
only web addresses become links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from dragoman.dossier.lines import MANY, Line, Section, once, source_words
from dragoman.dossier.model import Attested, Dossier
from dragoman.dossier.page import page

SOURCES = 4
PRINTED = {"contacts": 5}
OTHERS = 3
"""Lines of a section that are printed, so that a dossier takes two pages; the style sheet below and
that of the pages that are served have the same numbers.
"""

_STYLE = """
:root { color-scheme: light dark; --dim: #5c6470; --rule: #d5d9df; --ink: #15191f; --paper: #fff;
  --mark: #8a4b00; --alarm: #a8201a; }
@media (prefers-color-scheme: dark) { :root { --dim: #9aa3af; --rule: #333a44; --ink: #e6e9ee;
  --paper: #14171c; --mark: #e0a458; --alarm: #ff8a80; } }
body { font: 15px/1.45 Georgia, "Times New Roman", serif; color: var(--ink);
  background: var(--paper); max-width: 62rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.7rem; margin: 0 0 .2rem; } h2 { font-size: 1.1rem; margin: 1.5rem 0 .4rem;
  border-bottom: 1px solid var(--rule); padding-bottom: .15rem; }
.basis, .empty, .more { color: var(--dim); margin: .2rem 0; }
.summary { margin: .7rem 0; padding: .6rem .9rem .6rem 1.8rem; border: 1px solid var(--rule); }
ol.lines { list-style: none; margin: 0; padding: 0; }
ol.lines > li { display: grid; grid-template-columns: 10.5rem 1fr; gap: 0 1rem;
  padding: .35rem 0; border-bottom: 1px dotted var(--rule); break-inside: avoid; }
.lead { font-weight: bold; } .mark { color: var(--mark); font-style: italic; }
.mark.overdue, .mark.broken, .mark.cancelled { color: var(--alarm); font-weight: bold; }
.details { margin: .15rem 0 0; padding-left: 1.1rem; font-size: .93em; }
.sources { color: var(--dim); font: .8em/1.4 system-ui, sans-serif; margin-top: .15rem; }
.sources a { color: inherit; } nav { font: .85em system-ui, sans-serif; margin: .6rem 0; }
nav a { margin-right: .8rem; color: inherit; }
@media (max-width: 40rem) { ol.lines > li { grid-template-columns: 1fr; } }
.printed { display: none; }
@media print { body { font: 7.7pt/1.22 Georgia, "Times New Roman", serif; margin: 0;
  max-width: none; padding: 0; } @page { margin: 12mm; } nav, .screen { display: none; }
  .printed { display: block; }
  h1 { font-size: 14pt; } h2 { break-after: avoid; margin: .5rem 0 .05rem; font-size: 9.5pt; }
  a { color: inherit; text-decoration: none; } .summary { margin: .3rem 0; padding-block: .2rem; }
  ol.lines > li { padding: .1rem 0; } ol.lines > li:nth-child(n + 4) { display: none; }
  #contacts ol.lines > li:nth-child(-n + 5) { display: grid; }
  .details { list-style: none; padding: 0; margin: 0; }
  section:not(#mechanisms) .details li:nth-child(n + 2) { display: none; }
  .details li { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2;
    line-clamp: 2; overflow: hidden; } .sources { margin: 0; } }
"""


def render_html(dossier: Dossier, *, limit: int | None = MANY, only: Iterable[str] = ()) -> str:
    """The dossier as a whole HTML document.

    Args:
        dossier: What to show.
        limit: At most so many lines a section; None for all.
        only: Keys of the sections to show; all without.
    """
    shown = page(dossier, limit, only)
    links = "".join(f'<a href="#{s.key}">{escape(s.title)}</a>' for s in shown.sections)
    summary = "".join(f"<li>{escape(line)}</li>" for line in shown.summary)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(shown.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<header><h1>{escape(shown.title)}</h1>\n<p class="basis">{escape(shown.basis)}</p>\n'
        + (f'<ul class="summary">{summary}</ul>\n' if summary else "")
        + f'</header>\n<nav aria-label="Parts">{links}</nav>\n<main>\n'
        + "".join(_section(s) for s in shown.sections)
        + "</main>\n</body>\n</html>\n"
    )


def _section(section: Section) -> str:
    lines = "".join(_line(line) for line in section.lines)
    body = f'<ol class="lines">{lines}</ol>' if lines else f'<p class="empty">{section.empty}</p>'
    more = f'<p class="more screen">and {section.more} more</p>' if section.more else ""
    cut = len(section.lines) + section.more - PRINTED.get(section.key, OTHERS)
    if cut > 0:
        more += f'<p class="more printed">{cut} more {"is" if cut == 1 else "are"} not printed.</p>'
    return (
        f'<section id="{section.key}" aria-labelledby="{section.key}-title">'
        f'<h2 id="{section.key}-title">{escape(section.title)}</h2>{body}{more}</section>\n'
    )


def _line(line: Line) -> str:
    marks = "".join(
        f' <span class="mark {escape(re.sub(r"[^a-z]+", "-", m))}">{escape(m)}</span>'
        for m in line.marks
    )
    details = "".join(f"<li>{escape(d)}</li>" for d in line.details)
    sources = once(line.sources)
    told = [escape(line.word)] if line.word else []
    told += [_source(s) for s in sources[:1]]
    rest = [_source(s) for s in sources[1:SOURCES]]
    rest += [f"and {len(sources) - SOURCES} more"] if len(sources) > SOURCES else []
    rest += [f"event <code>{escape(line.id)}</code>"] if line.id else []
    words = " · ".join(told)
    if rest:
        words += f'<span class="screen">{" · " if told else ""}{" · ".join(rest)}</span>'
    return (
        f'<li><span class="lead">{escape(line.lead)}</span><div>{escape(line.text)}{marks}'
        + (f'<ul class="details">{details}</ul>' if details else "")
        + (f'<div class="sources">{words}</div>' if words else "")
        + "</div></li>\n"
    )


def _source(source: Attested) -> str:
    words = escape(source_words(source))
    quoted = escape(source.text, quote=True)
    if source.url and re.match(r"https?://[^\s]+$", source.url):
        return f'<a href="{escape(source.url, quote=True)}" title="{quoted}">{words}</a>'
    return f'<span title="{quoted}">{words}</span>'
