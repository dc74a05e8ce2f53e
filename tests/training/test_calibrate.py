"""Curves that set probabilities right."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from training.calibrate import _curve
from training.measures import Calibration

from dragoman.language.encoder import inventory


def overconfident(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Choices whose odds are half in the logarithm of what is said of them."""
    generator = np.random.default_rng(seed)
    odds = generator.normal(2, 2, size=20_000)
    right = generator.random(len(odds)) < 1 / (1 + np.exp(-odds / 2))
    return 1 / (1 + np.exp(-odds)), right.astype(float)


def error(p: np.ndarray, right: np.ndarray) -> float:
    found = Calibration()
    found.add(p, right)
    return found.error()


def test_a_curve_fitted_on_some_sets_others_right() -> None:
    slope, offset = _curve(*overconfident(1))
    assert slope == pytest.approx(0.5, abs=0.05)
    assert offset == pytest.approx(0, abs=0.1)
    p, right = overconfident(2)
    inv = replace(inventory(), curves={"heads": (slope, offset)})
    assert error(p, right) > 0.05
    assert error(inv.believed("heads", p), right) < 0.015


def test_a_curve_keeps_order_and_range_and_a_head_without_one_its_own() -> None:
    p = np.array([0, 1e-9, 0.2, 0.5, 0.9, 1], np.float32)
    inv = replace(inventory(), curves={"heads": (0.8, -0.3)})
    found = inv.believed("heads", p)
    assert (np.diff(found) >= 0).all()
    assert ((found > 0) & (found < 1)).all()
    assert inv.believed("names", p) is p


def test_a_head_far_too_sure_of_itself_has_a_curve_all_the_same() -> None:
    generator = np.random.default_rng(3)
    p = np.where(generator.random(5000) < 0.9, 1.0, generator.random(5000))
    right = (generator.random(5000) < 0.93).astype(float)
    slope, offset = _curve(p, right)
    assert abs(slope) < 0.1
    inv = replace(inventory(), curves={"heads": (slope, offset)})
    assert error(inv.believed("heads", p.astype(np.float32)), right) < 0.03
