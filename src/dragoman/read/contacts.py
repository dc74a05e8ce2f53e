"""Of a contact: its channel, its level, and its mode (codebook, rule 9).

The channel follows from the words ("by telephone", "virtually", "summit"), the level from the
offices of the sides (that of the lower side), the mode from channel, place and number of sides.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.codes import Channel, EventType, Level, Sector, Status
from dragoman.read.document import Candidate, Document
from dragoman.record import Actor

_PHONE = re.compile(
    r"\b(?:tele)?phone[sd]?\b|\bcall(?:s|ed)?\b(?!\s+(?:for|on|upon))", re.IGNORECASE
)
_PHONE_SURE = re.compile(r"\b(?:tele)?phon(?:e|ed|ing)\b|\bphone call\b", re.IGNORECASE)
_TITLE_CALL = re.compile(r"\bcall\b", re.IGNORECASE)
_VIDEO = re.compile(
    r"\bvirtual(?:ly)?\b|\bvideo\b|\bvideo-?\s?conference|\bvideo-?\s?link|\bonline\b|\bteleconference",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\bletters?\b|\bwrote\b|\bmessages?\b|\bcable\b", re.IGNORECASE)
_SUMMIT = re.compile(r"\bsummit\b", re.IGNORECASE)
_TALKS = re.compile(
    r"\b(?:talks?|negotiations?|dialogue|consultations?|discussions?)\b", re.IGNORECASE
)
_LEADER = re.compile(
    r"^(?!.*\b(?:deputy|vice|former|advis[eo]r|assistant|envoy|ambassador|representative|under)\b)"
    r".*\b(?:president|prime minister|premier|chancellor|king|queen|emir|amir|sultan|"
    r"crown prince|pope|taoiseach|"
    r"head of state|head of government|secretary[- ]general|leaders?|monarch)\b",
    re.IGNORECASE,
)
_VICE = re.compile(r"\bvice[- ]president\b", re.IGNORECASE)
_MINISTER = re.compile(
    r"^(?!.*\b(?:deputy|vice|under|assistant|former|ministry)\b).*\b(?:ministers?|secretary|"
    r"chancellor of the exchequer|"
    r"high representative|commissioner)\b",
    re.IGNORECASE,
)
_ENVOY = re.compile(
    r"\b(?:envoys?|ambassadors?|special representative|representative to)\b", re.IGNORECASE
)
_DELEGATION = re.compile(r"\b(?:delegations?|teams?|negotiators?)\b", re.IGNORECASE)
_ORDER = (Level.LEADERS, Level.MINISTERS, Level.OFFICIALS, Level.ENVOYS, Level.DELEGATIONS)


def described(document: Document, candidate: Candidate) -> Candidate:
    """The contact with its channel and level in `extra`, and its mode; any other event as it is."""
    if candidate.type is not EventType.CONSULT:
        return candidate
    channel = channel_of(document, candidate)
    extra = {
        **candidate.extra,
        "channel": channel,
        "level": level_of(candidate.actors + candidate.recipients),
    }
    return replace(candidate, mode=mode_of(candidate, channel), extra=extra)


def channel_of(document: Document, candidate: Candidate) -> Channel:
    """How the contact was held."""
    sentence = document.sentences[candidate.sentence]
    words = document.text[sentence.start : sentence.end]
    start, end = sentence.offsets(candidate.first, candidate.last)
    trigger = document.text[start:end]
    title = document.report.title or ""
    # A visit is none by telephone, whatever call its sentence sets it beside; nor is what was
    # agreed on in a call.
    near = trigger if candidate.mode == "visit" else words
    if candidate.status is Status.PLANNED:
        first, last = sentence.phrase(candidate.head)
        near = document.text[slice(*sentence.offsets(first, last))]
    if _VIDEO.search(near):
        return Channel.VIDEO
    if candidate.mode == "phone" or _PHONE_SURE.search(near):
        return Channel.PHONE
    spoke = re.search(r"\b(?:spoke|speak|speaks|talked|talk with|call)\b", trigger, re.IGNORECASE)
    if (
        spoke
        and candidate.where is None
        and (_TITLE_CALL.search(title) or re.search(r"\bspoke\b|\bspeak", trigger))
    ):
        return Channel.PHONE
    if _SUMMIT.search(trigger):
        return Channel.SUMMIT
    if candidate.mode == "visit":
        return Channel.VISIT
    if _LETTER.search(trigger):
        return Channel.LETTER
    if _TALKS.search(trigger):
        return Channel.TALKS
    return Channel.MEETING


def level_of(sides: tuple[Actor, ...]) -> Level | None:
    """The level of the lower side; None where nobody's office is known."""
    by_state: dict[str | None, Level] = {}
    for actor in sides:
        level = _level(actor)
        if level is None:
            continue
        best = by_state.get(actor.state)
        if best is None or _ORDER.index(level) < _ORDER.index(best):
            by_state[actor.state] = level
    if not by_state:
        return None
    return max(by_state.values(), key=_ORDER.index)


def _level(actor: Actor) -> Level | None:
    words = f"{actor.text} {actor.office or ''}".replace("_", " ").strip()
    if _DELEGATION.search(words):
        return Level.DELEGATIONS
    if _VICE.search(words):
        return Level.LEADERS
    office = (actor.office or "").replace("_", " ")
    if _LEADER.search(actor.text) or office in {"head of state", "head of government"}:
        return Level.LEADERS
    if _ENVOY.search(words):
        return Level.ENVOYS
    if _MINISTER.search(actor.text) or _MINISTER.search(office):
        return Level.MINISTERS
    if (
        actor.name
        or actor.office
        or (
            actor.sector is Sector.GOV
            and re.search(r"official|secretary|advis", words, re.IGNORECASE)
        )
    ):
        return Level.OFFICIALS
    return None


def mode_of(candidate: Candidate, channel: Channel) -> str | None:
    """PLOVER's mode of CONSULT: by channel, by the number of sides, by whose soil it is on."""
    states = {a.state for a in candidate.actors + candidate.recipients if a.state}
    bodies = any(a.sector is Sector.IGO for a in candidate.actors + candidate.recipients)
    place = candidate.where.state if candidate.where is not None else None
    if len(states) > 2:
        return "third-party" if candidate.mode == "third-party" else "multilateral"
    if channel in {Channel.PHONE, Channel.VIDEO}:
        return "phone"
    if candidate.mode in {"visit", "third-party", "multilateral"}:
        return candidate.mode
    if place is not None:
        if place in states:
            return "visit"
        return "multilateral" if bodies else "third-party"
    if channel is Channel.SUMMIT and bodies:
        return "multilateral"
    return candidate.mode
