"""Signed instruments over a mineral, by country: who has one with whom, through which bloc."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graphkit.gazetteer import gazetteer
from graphkit.model import Ref
from graphkit.reports.shared.things import POWERS, topics_of
from graphkit.stores.base import Store


@dataclass(frozen=True, slots=True)
class Pact:
    """An instrument that stands between a country and a partner; `through` is the bloc that signed for the country."""

    instrument: str
    partner: Ref
    through: str = ""


def over(store: Store, mineral: Ref) -> dict[str, list[Pact]]:
    """Return by the id of a country its signed instruments over the mineral or a group of it, with each partner.

    What its ministries and companies sign is the country's; what a bloc signs is its members'.
    """
    text = (
        "MATCH (a:Agreement)-[:COVERS]->(t:Mineral) WHERE t.id IN $topics AND a.status IN ['signed', 'in_force'] "
        "RETURN DISTINCT a.id AS instrument, a.parties AS parties ORDER BY instrument"
    )
    seats = dict(
        store.query("MATCH (p:Company)-[:BASED_IN]->(c:Country) RETURN p.id AS p, c.id AS c ORDER BY p, c").rows
    )
    parties = {
        instrument: sorted({power for ref in map(Ref.parse, refs) if (power := power_of(ref, seats))})
        for instrument, refs in store.query(text, {"topics": [ref.id for ref in topics_of(mineral)]}).rows
    }
    members = _members(store)
    found: dict[str, list[Pact]] = defaultdict(list)
    for instrument, refs in parties.items():
        for own in refs:
            for partner in refs:
                if own == partner:
                    continue
                inside = members.get(own.id, []) if own.kind == "Bloc" else [own.id]
                for country in inside:
                    if partner != Ref("Country", country):
                        found[country].append(Pact(instrument, partner, own.id if own.kind == "Bloc" else ""))
    return found


def power_of(party: Ref, seats: Mapping[str, str]) -> Ref | None:
    """Return the country or bloc that a party acts for; `seats` are the countries of companies by their ids."""
    if party.kind in POWERS:
        return party
    head = seats.get(party.id) if party.kind == "Company" else party.id.split("/")[0]
    found = (Ref(kind, head) for kind in POWERS if head) if party.kind in ("Ministry", "Company", "Official") else ()
    return next((ref for ref in found if ref in gazetteer().entries), None)


def _members(store: Store) -> dict[str, list[str]]:
    """Return the countries that are in each bloc today."""
    text = (
        "MATCH (b:Bloc)<-[m:MEMBER_OF]-(c:Country) WHERE m.status = 'member' AND m.valid_to IS NULL "
        "RETURN DISTINCT b.id AS bloc, c.id AS id ORDER BY bloc, id"
    )
    found: dict[str, list[str]] = defaultdict(list)
    for bloc, identity in store.query(text).rows:
        found[bloc].append(identity)
    return found
