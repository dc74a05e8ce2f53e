"""Limits and divisors of activations in 8 bits: the error of products is what counts."""

from __future__ import annotations

import numpy as np
from training.scales import Measured, smoothing

WEIGHT = np.random.default_rng(1).normal(size=(32, 8)).astype(np.float32)


def measured(rows: np.ndarray) -> Measured:
    return Measured(rows.min(0), rows.max(0), rows.astype(np.float32))


def test_one_value_far_from_all_others_is_clipped() -> None:
    rows = np.random.default_rng(2).normal(size=(40_000, 32))
    rows[7, 3] = 60
    low, high, _ = measured(rows).range(WEIGHT)
    assert high < 60
    assert low < -2


def test_limits_hold_all_values_where_none_is_far() -> None:
    rows = np.random.default_rng(3).uniform(-1, 1, size=(2000, 32))
    low, high, _ = measured(rows).range(WEIGHT)
    assert low <= rows.min() * 0.99
    assert high >= rows.max() * 0.99


def test_a_channel_always_large_is_divided_and_the_error_falls() -> None:
    rows = np.random.default_rng(4).normal(size=(2000, 32))
    rows[:, 5] *= 30
    given = measured(rows)
    factor = smoothing(given, WEIGHT)
    assert factor is not None
    assert factor[5] > 5
    assert np.median(factor) == 1
    before = given.range(WEIGHT)[2]
    after = given.divided(factor).range(WEIGHT * factor[:, None])[2]
    assert after < before / 2
    scaled = (rows / factor) @ (WEIGHT * factor[:, None])
    assert np.allclose(scaled, rows @ WEIGHT, atol=1e-3)


def test_channels_alike_are_left_as_they_are() -> None:
    assert smoothing(measured(np.random.default_rng(5).normal(size=(2000, 32))), WEIGHT) is None
