"""Production as the reports of supply read it: by stage the newest year of the series that is preferred."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphkit.analysis.concentration import hhi, shares
from graphkit.model import Ref
from graphkit.reports.shared import supply
from graphkit.reports.shared.supply import STAGES
from graphkit.stores.base import Store

HHI = "HHI: sum of squared shares, 0 for many small ones to 1 for one alone."


@dataclass(frozen=True, slots=True)
class Making:
    """What one country made; `tonnes` is None where the publisher withholds the figure (`mark` says why)."""

    producer: Ref
    tonnes: float | None
    mark: str


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
        """The share of each producer in what all whose figure is known make."""
        return shares({one.producer: one.tonnes for one in self.made if one.tonnes is not None})

    @property
    def hhi(self) -> float | None:
        """The concentration of the production."""
        return hhi(one.tonnes for one in self.made if one.tonnes is not None)

    @property
    def withheld(self) -> tuple[Making, ...]:
        """The producers whose figures are not known."""
        return tuple(one for one in self.made if one.tonnes is None)

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
    store: Store, minerals: Sequence[Ref], year: int | None = None, series: str | None = None, every: bool = False
) -> list[Output]:
    """Return the production of minerals by stage: of the newest year up to the one asked for, or of `every` year.

    Rows that cannot be added up (a stage counted in several bases) are never preferred, and so are left out.
    """
    # One MATCH for one mineral and one for all: the engine finds a node by equality, not by a list. It looks from
    # where a pattern begins, and from all nodes it would go through all rows of trade.
    where = "{id: $one}" if len(minerals) == 1 else ""
    text = (
        f"MATCH (m:Mineral {where})<-[r:PRODUCES]-(p) WHERE {supply.chosen(series)} AND r.status = 'current' AND r.year <= $year "
        "WITH m.id AS mineral, coalesce(r.stage, '') AS stage, coalesce(r.product, '') AS product, r.year AS year, "
        "collect({kind: labels(p)[0], id: p.id, tonnes: r.tonnes, mark: r.mark, basis: r.basis, series: r.series}) "
        "AS made WITH mineral, stage, product, max(year) AS newest, collect({year: year, made: made}) AS cells "
        "UNWIND [c IN cells WHERE $every OR c.year = newest] AS cell "
        "RETURN mineral, stage, product, cell.year AS year, cell.made AS made ORDER BY mineral, stage, product, year"
    )
    given = {"one": minerals[0].id if minerals else "", "series": series, "year": year or 9999, "every": every}
    wanted = {ref.id for ref in minerals}
    found = [_output(row) for row in store.query(text, given).dicts() if row["mineral"] in wanted]
    return sorted((one for one in found if one.total > 0), key=_order)


def _output(row: dict[str, Any]) -> Output:
    told = sorted(row["made"], key=lambda one: (one["series"], one["id"]))
    made = [Making(Ref(one["kind"], one["id"]), one["tonnes"], one["mark"] or "") for one in told]
    order = sorted(made, key=lambda one: (one.tonnes is None, -(one.tonnes or 0), one.producer))
    mineral = Ref("Mineral", row["mineral"])
    basis = told[0]["basis"] or ""
    return Output(mineral, row["stage"], row["product"], row["year"], told[0]["series"], basis, tuple(order))


def _order(one: Output) -> tuple[object, ...]:
    return (one.mineral, STAGES.index(one.stage) if one.stage in STAGES else 9, one.product, one.year)
