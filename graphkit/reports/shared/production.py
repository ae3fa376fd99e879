"""Production as the reports of supply read it: by stage the newest year of the series that is preferred."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graphkit.analysis.concentration import shares
from graphkit.model import STAGES, Ref
from graphkit.reports.shared.narrowing import chosen
from graphkit.reports.shared.numerals import index
from graphkit.stores.base import Store

HHI = "HHI: sum of squared shares, 0 for many small ones to 1 for one alone."
LEAST = "≥: who is not listed counts as many small ones."
_ROUNDED = 0.0005  # a rest that no figure with a digit behind the comma shows


@dataclass(frozen=True, slots=True)
class Making:
    """What one country made; `tonnes` is None where the publisher withholds the figure (`mark` says why).

    `share` is as the publisher gives it, or of its total of the world; None where there is neither.
    """

    producer: Ref
    tonnes: float | None
    mark: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """The production of a mineral at one stage in a year, of one series and in one basis."""

    mineral: Ref
    stage: str
    product: str
    year: int
    series: str
    basis: str
    made: tuple[Making, ...]

    @property
    def shares(self) -> dict[Ref, float]:
        """The share of each producer in the publisher's total of the world, else in what all with a figure make.

        Where there are no weights at all, it is as the publisher gives it.
        """
        known = shares({one.producer: one.tonnes for one in self.made if one.tonnes is not None})
        if known and self.world:
            return {ref: share * self.total / self.world for ref, share in known.items()}
        given = {one.producer: one.share for one in self.made if one.share is not None}
        return known or dict(sorted(given.items(), key=lambda pair: (-pair[1], pair[0])))

    @property
    def world(self) -> float | None:
        """The publisher's total of the world in tonnes; None where it gives none, or one that it rounded below the sum.

        Of a single product it is not known: the publisher may have divided by the total of all.
        """
        both = [(one.tonnes, one.share) for one in self.made if one.tonnes and one.share]
        if not both or self.product:
            return None
        tonnes, share = max(both)
        total = float(f"{tonnes / share:.9g}")
        return total if total >= self.total else None

    @property
    def rest(self) -> float:
        """The share of those who are not listed; 0 where shares are of what is listed."""
        left = 1 - math.fsum(self.shares.values())
        return left if left > _ROUNDED else 0.0

    @property
    def hhi(self) -> float | None:
        """The concentration of the production; those who are not listed count as many small ones."""
        found = self.shares
        return math.fsum(share * share for share in found.values()) if found else None

    @property
    def index(self) -> str:
        """The concentration in words, with ≥ where some are not listed."""
        return f"{'≥' if self.rest else ''}{index(self.hhi)}"

    @property
    def withheld(self) -> tuple[Making, ...]:
        """The producers whose figures are not known."""
        return tuple(one for one in self.made if one.tonnes is None and one.producer not in self.shares)

    @property
    def total(self) -> float:
        """The tonnes of all whose figure is known."""
        return math.fsum(one.tonnes for one in self.made if one.tonnes is not None)

    def called(self) -> str:
        """Return stage, product and basis in words: "mined (metal content)"."""
        basis = {"metal": "metal content", "oxide": "oxide content", "gross": "gross weight"}.get(
            self.basis, self.basis
        )
        parts = [part for part in (self.product, basis) if part]
        inside = f" ({', '.join(parts)})" if parts else ""
        return f"{self.stage or 'made'}{inside}"


def read(
    store: Store,
    minerals: Sequence[Ref],
    year: int | None = None,
    series: str | None = None,
    every: bool = False,
    apart: bool = False,
) -> list[Output]:
    """Return the production of minerals by stage: of the newest year up to the one asked for, or of `every` year.

    Rows that cannot be added up (a stage counted in several bases) are never preferred, and so are left out; `apart`
    returns these instead, each product by itself.
    """
    # One MATCH for one mineral and one for all: the engine finds a node by equality, not by a list. It looks from
    # where a pattern begins, and from all nodes it would go through all rows of trade.
    where = "{id: $one}" if len(minerals) == 1 else ""
    text = (
        f"MATCH (m:Mineral {where})<-[r:PRODUCES]-(p) WHERE {chosen(series, apart)} "
        "AND r.status = 'current' AND r.year <= $year "
        "WITH m.id AS mineral, coalesce(r.stage, '') AS stage, coalesce(r.product, '') AS product, r.year AS year, "
        "collect({kind: labels(p)[0], id: p.id, tonnes: r.tonnes, share: r.share, mark: r.mark, basis: r.basis, "
        "series: r.series}) "
        "AS made WITH mineral, stage, product, max(year) AS newest, collect({year: year, made: made}) AS cells "
        "UNWIND [c IN cells WHERE $every OR c.year = newest] AS cell "
        "RETURN mineral, stage, product, cell.year AS year, cell.made AS made ORDER BY mineral, stage, product, year"
    )
    given = {"one": minerals[0].id if minerals else "", "series": series, "year": year or 9999, "every": every}
    wanted = {ref.id for ref in minerals}
    found = [one for row in store.query(text, given).dicts() if row["mineral"] in wanted for one in _outputs(row)]
    return sorted((one for one in found if one.shares), key=_order)


def _outputs(row: dict[str, Any]) -> Iterator[Output]:
    """Yield what was made of one product in a year, of its last series, basis by basis."""
    last = max(one["series"] for one in row["made"])
    told = [one for one in row["made"] if one["series"] == last] if row["product"] else row["made"]
    told = sorted(told, key=lambda one: (one["series"], one["id"]))
    for basis in dict.fromkeys(one["basis"] or "" for one in told if row["product"]) or [told[0]["basis"] or ""]:
        made = [
            Making(Ref(one["kind"], one["id"]), one["tonnes"], one["mark"] or "", one["share"])
            for one in told
            if not row["product"] or (one["basis"] or "") == basis
        ]
        order = sorted(made, key=lambda one: (one.tonnes is None, -(one.tonnes or 0), -(one.share or 0), one.producer))
        mineral = Ref("Mineral", row["mineral"])
        yield Output(mineral, row["stage"], row["product"], row["year"], told[0]["series"], basis, tuple(order))


def _order(one: Output) -> tuple[object, ...]:
    return (one.mineral, STAGES.index(one.stage) if one.stage in STAGES else 9, one.product, one.basis, one.year)
