"""Quantities between two states: which way they move, and from whom to whom."""

from __future__ import annotations

import pytest

from dragoman.read.reader import read


@pytest.mark.parametrize(
    ("text", "direction", "source", "target"),
    [
        ("Kenya’s imports of Ethiopian power have doubled since 2022.", "up", "ETH", "KEN"),
        ("Exports of Chilean copper to Japan fell by a tenth in April.", "down", "CHL", "JPN"),
        ("Portugal’s purchases of gas from Algeria increased last year.", "up", "DZA", "PRT"),
        ("Trade between Ghana and Togo rose by 12 percent in 2023.", "up", "GHA", "TGO"),
        ("The number of Polish tourists in Albania has grown sharply.", "up", "POL", "ALB"),
        ("Canada’s sales of wheat to Morocco remained flat.", "flat", "CAN", "MAR"),
        ("Russian gas supplies to Moldova have dropped.", "down", "RUS", "MDA"),
        (
            "There was a decline in exports of coal from Mongolia to China.",
            "down",
            "MNG",
            "CHN",
        ),
        ("Trade between Ghana and Togo hit a record in 2023.", "up", "GHA", "TGO"),
        ("Arrivals of visitors from Japan to Fiji were down in May.", "down", "JPN", "FJI"),
        ("Norway cut its imports of Russian fish last year.", "down", "RUS", "NOR"),
    ],
)
def test_which_way_and_between_whom(text: str, direction: str, source: str, target: str) -> None:
    (signal,) = read(text, published="2024-05-16").signals
    assert str(signal.direction) == direction
    assert (signal.source, signal.target) == (source, target)
    assert text[signal.start : signal.end] == signal.text


@pytest.mark.parametrize(
    "text",
    [
        "Kenya wants to increase its imports of Ethiopian power.",
        "The ministers discussed trade between Ghana and Togo.",
        "Exports rose.",
        "Chile will cut its exports of copper to Japan.",
        "Prices in Albania have risen.",
    ],
)
def test_wishes_plans_and_one_sided_quantities_are_none(text: str) -> None:
    assert read(text, published="2024-05-16").signals == ()


def test_period_and_who_says_so() -> None:
    text = (
        "Exports of electricity from Ethiopia to Kenya rose in 2023, the Kenyan energy ministry "
        "said."
    )
    (signal,) = read(text, published="2024-05-16").signals
    assert signal.period == "2023"
    assert [v.state for v in signal.says] == ["KEN"]


def test_bilateral_trade_is_of_the_two_that_the_report_is_about() -> None:
    met = "The foreign ministers of Malawi and Mozambique met in Lilongwe on Monday. "
    told = "Bilateral trade fell by 14 percent in 2023."
    (signal,) = read(met + told, published="2024-05-16").signals
    assert (signal.source, signal.target) == ("MOZ", "MWI")
    assert (str(signal.direction), signal.period) == ("down", "2023")
    assert read(told, published="2024-05-16").signals == ()
