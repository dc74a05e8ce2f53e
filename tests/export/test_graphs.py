"""Entities, networks and linked data are opened as their users open them: with followthemoney,
networkx and rdflib.
"""

from __future__ import annotations

import io
import json
import tempfile
import tracemalloc
from dataclasses import replace
from typing import Any

import networkx
import pytest
import rdflib
from followthemoney import model
from rdflib.namespace import PROV, RDF, XSD

from dragoman.export import ftm, gexf, jsonld
from dragoman.merge import Merged
from tests.export.conftest import DENIED, VISIT

SCHEMA = rdflib.Namespace("https://schema.org/")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
TERM = rdflib.Namespace("urn:dragoman:term:")


def written(writer: Any, events: list[Merged]) -> bytes:
    file = io.BytesIO()
    writer(events, file)
    return file.getvalue()


# FollowTheMoney


@pytest.fixture(scope="module")
def entities(events: list[Merged]) -> list[Any]:
    lines = written(ftm.write, events).splitlines()
    return [model.get_proxy(json.loads(line), cleaned=False) for line in lines]


def test_entities_are_valid_and_nothing_is_lost_in_cleaning(events: list[Merged]) -> None:
    for line in written(ftm.write, events).splitlines():
        told = json.loads(line)
        proxy = model.get_proxy(told, cleaned=False)
        told_again: Any = proxy.to_dict()
        proxy.schema.validate(told_again)
        kept = {name: len(values) for name, values in told_again["properties"].items()}
        assert kept == {name: len(values) for name, values in told["properties"].items()}, told


def test_entities_refer_to_entities_of_the_right_kind(entities: list[Any]) -> None:
    by_id = {e.id: e for e in entities}
    assert len(by_id) == len(entities)
    for entity in entities:
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert by_id[value].schema.is_a(prop.range), (entity.schema.name, prop.name)


def test_a_visit_is_a_trip_of_persons_told_by_articles(entities: list[Any]) -> None:
    by_id = {e.id: e for e in entities}
    visit = next(e for e in entities if e.schema.name == "Trip" and e.first("startDate"))
    assert (visit.first("startDate"), visit.first("location")) == ("2024-05-14", "Bucharest")
    assert {by_id[i].caption for i in visit.get("involved")} == {"Anna Kalnina", "Ion Munteanu"}
    assert set(visit.get("country")) == {"lv", "ro"}
    told = [e for e in entities if e.schema.name == "Documentation" and visit.id in e.get("entity")]
    assert len(told) == 2
    assert "Riga (LVA)" in {d.first("description") for d in told}
    place = next(d.first("role") for d in told if d.first("role").startswith("baltic/1:"))
    start, end = map(int, place.rsplit(":", 1)[1].split("-"))
    assert VISIT[start:end].startswith("🕊 Anna Kalnina visited")


def test_what_did_not_happen_is_no_entity_and_a_plan_says_that_it_is_one(
    entities: list[Any],
) -> None:
    names = [e.caption for e in entities if e.schema.is_a("Event")]
    assert sum("[planned]" in n for n in names) == 1
    assert not any("sanction" in n for n in names)


# GEXF


def test_a_network_of_states(events: list[Merged]) -> None:
    graph = networkx.read_gexf(io.BytesIO(written(gexf.write, events)))
    assert isinstance(graph, networkx.MultiDiGraph)
    names = dict(graph.nodes(data="label"))
    assert (set(names), names["LVA"], names["ROU"]) == (
        {"LVA", "ROU", "ASEAN"},
        "Latvia",
        "Romania",
    )
    edges = list(graph.edges(data=True))
    assert len(edges) == 3 + 3
    visit = next(d for _, _, d in edges if d["status"] == "happened" and d.get("mode") == "visit")
    assert (visit["start"], visit["end"], visit["reports"]) == ("2024-05-14", "2024-05-14", 2)
    assert visit["says"] == "Riga (LVA)"
    assert "baltic/1:" in visit["told"]
    assert visit["reciprocal"] is False
    envoy = next(d for _, _, d in edges if d["status"] == "did_not_happen")
    assert "[did not happen]" in envoy["label"]
    assert "start" not in envoy


def test_the_same_events_give_the_same_network(events: list[Merged]) -> None:
    assert written(gexf.write, events) == written(gexf.write, events)


def test_the_network_that_is_written_is_the_one_in_python(events: list[Merged]) -> None:
    read = networkx.read_gexf(io.BytesIO(written(gexf.write, events)))
    made = gexf.graph(events)
    assert {n: d["label"] for n, d in read.nodes(data=True)} == dict(made.nodes(data="label"))
    edges = sorted((a, b, d["id"], d) for a, b, d in made.edges(data=True))
    assert sorted((a, b, d["id"], d) for a, b, d in read.edges(data=True)) == edges
    assert all(set(d) <= {*gexf.OWN, *gexf.ATTRIBUTES} for *_, d in edges)


def test_a_network_of_nothing_is_one() -> None:
    assert len(networkx.read_gexf(io.BytesIO(written(gexf.write, [])))) == 0


def test_events_are_taken_one_at_a_time_and_not_held(events: list[Merged]) -> None:
    """Of 20,000 events, the file has more bytes than memory grows by."""
    many = (replace(e) for _ in range(20_000 // len(events)) for e in events)
    with tempfile.TemporaryFile() as file:
        tracemalloc.start()
        gexf.write(many, file)
        grown = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert grown * 4 < file.tell()


# JSON-LD


@pytest.fixture(scope="module")
def linked(events: list[Merged]) -> rdflib.Graph:
    return rdflib.Graph().parse(data=written(jsonld.write, events), format="json-ld")


def test_what_happened_is_an_event_of_schema_org(linked: rdflib.Graph) -> None:
    found = set(linked.subjects(RDF.type, SCHEMA.Event))
    assert len(found) == 3
    (visit,) = [
        e
        for e in found
        if (e, TERM.status, rdflib.Literal("happened")) in linked
        and (e, TERM.mode, rdflib.Literal("visit")) in linked
    ]
    assert linked.value(visit, SCHEMA.startDate) == rdflib.Literal("2024-05-14", datatype=XSD.date)
    place = linked.value(visit, SCHEMA.location)
    geo = linked.value(place, SCHEMA.geo)
    assert float(str(linked.value(geo, SCHEMA.latitude))) == 44.43
    people = {str(linked.value(a, SCHEMA.name)) for a in linked.objects(visit, SCHEMA.actor)}
    assert people == {"Anna Kalnina"}
    (plan,) = linked.subjects(SCHEMA.eventStatus, SCHEMA.EventScheduled)
    assert plan in found


def test_every_event_leads_back_to_the_words_of_its_reports(linked: rdflib.Graph) -> None:
    texts = {"baltic%2F1": VISIT, "denied": DENIED}
    looked = 0
    for telling in linked.subjects(RDF.type, SCHEMA.Quotation):
        report = str(linked.value(telling, PROV.wasQuotedFrom)).rsplit(":", 1)[1]
        selector = linked.value(linked.value(telling, OA.hasTarget), OA.hasSelector)
        start, end = (int(str(linked.value(selector, p))) for p in (OA.start, OA.end))
        if report in texts:
            assert texts[report][start:end] == str(linked.value(telling, SCHEMA.text))
            looked += 1
    assert looked == 2
    events = set(linked.subjects(RDF.type, PROV.Entity)) - set(
        linked.subjects(RDF.type, SCHEMA.Quotation)
    )
    assert len(events) == 4
    for event in events:
        assert list(linked.objects(event, PROV.wasDerivedFrom))


def test_whose_word_it_is_and_what_is_denied(linked: rdflib.Graph) -> None:
    denials = [
        a
        for a in linked.subjects(TERM.stance, rdflib.Literal("denies"))
        if (a, RDF.type, PROV.Agent) in linked
    ]
    assert [str(linked.value(a, SCHEMA.name)) for a in denials] == ["Bucharest"]
    (envoy,) = linked.subjects(TERM.type, rdflib.Literal("SANCTION"))
    assert (envoy, RDF.type, SCHEMA.Event) not in linked


def test_an_empty_document_is_one(events: list[Merged]) -> None:
    assert json.loads(written(jsonld.write, []))["@graph"] == []
