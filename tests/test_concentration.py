"""Shares and the HHI: by hand, and what must hold of all amounts."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graphkit.analysis.concentration import change, hhi, shares, without

AMOUNTS = st.dictionaries(st.text(max_size=3), st.floats(0, 1e15, allow_subnormal=False), max_size=12)


def test_shares_are_of_the_sum_the_largest_first() -> None:
    found = shares({"ARG": 10.0, "CHL": 60.0, "CHN": 30.0})
    assert list(found) == ["CHL", "CHN", "ARG"]
    assert found == pytest.approx({"CHL": 0.6, "CHN": 0.3, "ARG": 0.1})
    assert shares({"CHL": 0.0}) == {}
    assert shares({}) == {}


def test_the_index_by_hand() -> None:
    assert hhi([7.0]) == 1.0
    assert hhi([60.0, 30.0, 10.0]) == pytest.approx(0.36 + 0.09 + 0.01)
    assert hhi([5.0] * 4) == pytest.approx(0.25)
    assert hhi([0.0, 0.0]) is None
    assert hhi([]) is None


def test_without_a_supplier_the_others_keep_what_they_sell() -> None:
    left = without({"CHN": 70.0, "CHL": 20.0, "ARG": 10.0}, "CHN")
    assert left == {"CHL": 20.0, "ARG": 10.0}
    assert hhi(left.values()) == pytest.approx(4 / 9 + 1 / 9)


def test_a_change_needs_both_sides() -> None:
    assert change(0.25, 0.5) == 0.25
    assert change(None, 0.5) is None
    assert change(0.5, None) is None


@pytest.mark.parametrize("wrong", [-1.0, math.nan, math.inf])
def test_what_is_no_amount_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="no amount"):
        shares({"CHL": wrong})


@given(AMOUNTS)
def test_shares_sum_to_one_and_the_index_lies_between_evenly_and_alone(amounts: dict[str, float]) -> None:
    found, index = shares(amounts), hhi(amounts.values())
    if not any(amounts.values()):
        assert (found, index) == ({}, None)
        return
    assert sum(found.values()) == pytest.approx(1)
    assert all(0 <= share <= 1 + 1e-12 for share in found.values())
    assert index is not None
    assert 1 / len(amounts) - 1e-9 <= index <= 1 + 1e-9


@given(AMOUNTS, st.floats(1e-3, 1e3))
def test_units_do_not_matter(amounts: dict[str, float], factor: float) -> None:
    assume(all(amount == 0 or amount > 1e-200 for amount in amounts.values()))
    scaled = hhi(amount * factor for amount in amounts.values())
    assert scaled == (None if hhi(amounts.values()) is None else pytest.approx(hhi(amounts.values())))


@given(AMOUNTS, AMOUNTS)
def test_two_that_become_one_are_never_less_concentrated(amounts: dict[str, float], more: dict[str, float]) -> None:
    apart = [*amounts.values(), *more.values()]
    together = [*amounts.values(), math.fsum(more.values())]
    before, after = hhi(apart), hhi(together)
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert after >= before - 1e-9
