"""What the tables look like that analysts edit: their columns, which of them are needed, and what a cell may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from graphkit import dates
from graphkit.model import STAGES
from graphkit.schema import schema
from graphkit.tables.rows import Table, like, number, one_of

_PARTIES = ("Country", "Bloc", "Company", "Forum", "Ministry")
_STATES = ("Country", "Bloc")
_REFS: dict[str, tuple[str, ...]] = {
    "parties": _PARTIES, "topics": ("Mineral", "Sector", "Commodity"), "member": _PARTIES, "leader": _PARTIES,
    "owned_by": _PARTIES, "against": _PARTIES, "bloc": ("Bloc",), "forum": ("Forum",), "succeeds": ("Forum",),
    "mineral": ("Mineral",), "part_of": ("Mineral",), "predecessor": ("Ministry",), "of": _STATES, "country": _STATES,
    "based_in": ("Country",), "serves_in": ("Ministry", "Country", "Bloc", "Forum", "Company"),
}  # fmt: skip
_SEVERAL = frozenset({"parties", "topics", "part_of", "succeeds", "predecessor", "owned_by", "against"})
_CHECKS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("founded", "ended", "since", "until", "date", "announced", "outcome_date"), dates.check),
    "latitude": number(-90, 90),
    "longitude": number(-180, 180),
    "count": like("[1-9][0-9]{0,5}", "a whole number"),
    "year": like("[0-9]{4}", "a year"),
    "hs6": like("[0-9]{6}", "a code of six digits"),
    "lumped": one_of("yes", "no"),
    "stage": one_of(*STAGES),
    "level": one_of("state", "ministry", "company", "province"),
    "outcome": one_of("signed", "cancelled", "not_signed", "unknown"),
}
_FIRMS = (
    "company", "state company", "geological survey", "agency", "regulator", "fund", "bank", "chamber of commerce",
)  # fmt: skip


@cache
def tables() -> dict[str, Table]:
    """Return the tables by name, those that others name in their cells before them."""
    member, limits = (schema().relation(name).statuses for name in ("MEMBER_OF", "RESTRICTS_EXPORT_OF"))
    kinds, statuses = schema().instruments["kinds"], schema().instruments["statuses"]
    geography = "demonyms capital region latitude longitude"
    membership = "member! status! since until source!"
    return {
        "countries": _table(f"id! name! official_name aliases {geography} source!", describes="Country"),
        "blocs": _table("id! name! aliases demonyms seat source!", describes="Bloc"),
        "minerals": _table("id name! symbol aliases part_of source!", describes="Mineral"),
        "sectors": _table("id name! aliases source!", describes="Sector"),
        "commodities": _table("id name! aliases source!", describes="Commodity"),
        "forums": _table("id name! aliases founded ended succeeds url source!", describes="Forum"),
        "ministries": _table(
            "id name! acronym aliases of! predecessor since until source!", describes="Ministry"
        ),
        "companies": _table(
            "id name! aliases based_in owned_by kind source!", describes="Company", kind=_FIRMS
        ),
        "officials": _table(
            "id name! aliases serves_in! title! since until source!", "id serves_in title since", "Official"
        ),
        "bloc_members": _table(f"bloc! {membership}", "bloc member status since", status=member),
        "forum_members": _table(f"forum! {membership}", "forum member status since", status=member),
        "forum_leaders": _table("forum! leader! role since until source!", "forum leader role since"),
        "agreements": _table(
            "kind! parties! title status! date topics count level until source!",
            "parties kind title topics status date", kind=kinds, status=statuses,
        ),
        "announced": _table(
            "kind! parties! title announced! topics outcome! outcome_date source!",
            "parties kind title topics announced", kind=kinds,
        ),
        "critical_lists": _table("list! country! year! mineral! source!", "mineral list country year"),
        "export_restrictions": _table(
            "country! mineral! status! measure date until against scope source!",
            "mineral country measure against status date", status=limits, country=("Country",),
        ),
        "hs_codes": _table("hs6! mineral! stage! lumped! description source!", "hs6"),
    }  # fmt: skip


def _table(columns: str, key: str = "id", describes: str = "", **words: Iterable[str]) -> Table:
    """Return a table; a column with "!" behind it is filled in each row, `words` are what a column may hold or name."""
    names = columns.replace("!", "").split()
    refs = {name: tuple(words.get(name, _REFS[name])) for name in names if name in _REFS}
    checks = {name: check for name, check in _CHECKS.items() if name in names}
    return Table(
        columns=tuple(names),
        required=frozenset(name[:-1] for name in columns.split() if name.endswith("!")),
        key=tuple(key.split()),
        refs=refs,
        several=_SEVERAL & refs.keys(),
        checks=checks | {name: one_of(*known) for name, known in words.items() if name not in refs},
        describes=describes,
    )
