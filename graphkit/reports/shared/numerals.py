"""Shares, money, weights and the HHI as a person reads them."""

from __future__ import annotations

import re


def percent(share: float | None) -> str:
    """Return a share as a person reads it.

    Example:
        >>> percent(0.4567), percent(0.0004), percent(None)
        ('45.7 %', '< 0.1 %', '')
    """
    if share is None:
        return ""
    return "< 0.1 %" if 0 < share < 0.001 else f"{share * 100:.1f} %"


def told_share(share: float | None, mark: str) -> str:
    """Return a share as a person reads it, or what the publisher writes in its place.

    Example:
        >>> told_share(0.25, ""), told_share(None, "more than 99"), told_share(None, "withheld")
        ('25.0 %', '> 99 %', 'withheld')
    """
    if share is not None or not mark:
        return percent(share)
    bound = re.sub("^more than ", "> ", re.sub("^less than ", "< ", mark))
    return f"{bound} %" if re.search("[0-9]$", bound) else bound


def money(value: float) -> str:
    """Return US dollars in millions.

    Example:
        >>> money(1_684_803_968.0), money(950.0), money(0.0)
        ('1,684.8', '< 0.1', '0')
    """
    if value == 0:
        return "0"
    return "< 0.1" if value < 50_000 else f"{value / 1e6:,.1f}"


def tonnes(amount: float | None) -> str:
    """Return tonnes with as many digits as they carry.

    Example:
        >>> tonnes(12345.6), tonnes(3.25), tonnes(None)
        ('12,346', '3.2', '')
    """
    if amount is None:
        return ""
    return f"{amount:,.0f}" if amount >= 100 else f"{amount:,.1f}" if amount >= 0.05 else f"{amount:.2g}"


def index(value: float | None) -> str:
    """Return an HHI with two digits."""
    return "" if value is None else f"{value:.2f}"
