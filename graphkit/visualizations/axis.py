"""The axis of a timeline: where days lie across it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from graphkit import dates


class Axis:
    """Where days lie across the chart, in percent; a few that lie far before the others stand apart at its left."""

    def __init__(self, days: Sequence[str | None]) -> None:
        known = sorted(dates.first_day(day) for day in days if day)
        self.undated = len(known) < len(days)
        self._left, self._right = 1.5, 92.0 if self.undated else 98.5
        self._first = self._last = dt.date(2000, 1, 1)
        self.earlier = ""
        if known:
            begin = known[len(known) // 12].year
            if begin - known[0].year > 6:
                self.earlier, self._left = str(begin), 11.0
            else:
                begin = known[0].year
            self._first, self._last = dt.date(begin, 1, 1), dt.date(known[-1].year, 12, 31)
        self._known = known

    def at(self, day: str | None) -> float:
        """Return where a day lies."""
        if day is None:
            return 96.5
        date = dates.first_day(day)
        if date < self._first:
            return 3.5
        share = (date - self._first).days / max(1, (self._last - self._first).days)
        return round(self._left + share * (self._right - self._left), 2)

    def ticks(self) -> list[tuple[str, float]]:
        """Return the years to name, with their places."""
        if not self._known:
            return []
        years = range(self._first.year, self._last.year + 1)
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if len(years) / s <= 14)
        return [(str(year), self.at(f"{year}-01-01")) for year in years if (year - years[0]) % step == 0]

    def span(self) -> str:
        """Say from when to when."""
        return f", {self._known[0].year} to {self._known[-1].year}" if self._known else ""
