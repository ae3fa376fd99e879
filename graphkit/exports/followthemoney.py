"""FollowTheMoney: people in office, companies, ministries, memberships and ownerships as entities, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from graphkit.bundle import Bundle
from graphkit.datasets import codes
from graphkit.files import replacing
from graphkit.model import Claim, Fact, Ref
from graphkit.stores.base import Selection, Store

SUFFIX = ".ijson"
ABOUT = "FollowTheMoney entities: office holders, companies, ministries, memberships, ownerships"
_SCHEMATA = {"Ministry": "PublicBody", "Company": "Company", "Forum": "Organization", "Bloc": "Organization"}
_SCHEMATA |= {"Country": "Organization"}
_RELATIONS = frozenset({"SERVES_IN", "BASED_IN", "OWNED_BY", "MINISTRY_OF", "MEMBER_OF"})
_DATES = {"since": "startDate", "until": "endDate"}


def write(store: Store, path: Path) -> str:
    """Write what fits into FollowTheMoney, and say how much that is."""
    bundle = store.read(Selection(relations=_RELATIONS))
    entities = list(_entities(bundle))
    with replacing(path) as (part,), part.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n" for entity in entities)
    return f"{len(entities)} entities written to {path}; other facts have no place in this form"


Entity = dict[str, object]


def _entity(identity: str, schema: str, properties: dict[str, list[str]]) -> Entity:
    return {"id": identity, "schema": schema, "properties": {k: v for k, v in sorted(properties.items()) if any(v)}}


def _entities(bundle: Bundle) -> Iterator[Entity]:
    facts = sorted((r for r in bundle.records if isinstance(r, Fact)), key=lambda fact: fact.id)
    places = {f.subject: f.object for f in facts if f.relation in ("BASED_IN", "MINISTRY_OF")}
    named = {ref for fact in facts for ref in fact.ends if fact.relation != "BASED_IN" or ref.kind != "Country"}
    for ref in sorted(named):
        node = bundle.nodes[ref]
        aliases = node.properties.get("aliases", ())
        properties = {"name": [node.name], "alias": list(aliases) if isinstance(aliases, tuple) else []}
        if ref.kind == "Official":
            yield _entity(_id(ref), "Person", properties)
        else:
            properties["country"] = _codes(places.get(ref) or _state(ref))
            yield _entity(_id(ref), _SCHEMATA[ref.kind], properties)
    for fact in facts:
        for number, claim in enumerate(fact.claims):
            yield from _edge(fact, claim, f"{fact.id}-{number}", places)


def _edge(fact: Fact, claim: Claim, identity: str, places: dict[Ref, Ref]) -> Iterator[Entity]:
    subject, to = _id(fact.subject), _id(fact.object)
    terms = {theirs: [str(claim.get(ours) or "")] for ours, theirs in _DATES.items()}
    if fact.relation == "SERVES_IN":
        state = places.get(fact.object) or _state(fact.subject)
        post = {"name": [str(claim.get("title") or "office")], "organization": [to], "country": _codes(state)}
        yield _entity(f"{identity}-post", "Position", post)
        yield _entity(identity, "Occupancy", {"holder": [subject], "post": [f"{identity}-post"], **terms})
    elif fact.relation == "MEMBER_OF":
        status = {"member": "member", "observer": "observer", "joining": "candidate", "suspended": "suspended"}
        told = [status.get(claim.status or "", "member")]
        yield _entity(identity, "Membership", {"member": [subject], "organization": [to], "status": told, **terms})
    elif fact.relation == "OWNED_BY":
        share = claim.get("share")
        percentage = [f"{float(share) * 100:g}"] if isinstance(share, int | float) else []
        yield _entity(identity, "Ownership", {"owner": [to], "asset": [subject], "percentage": percentage, **terms})


def _state(ref: Ref) -> Ref:
    """Return the country or bloc that the id of a ministry or official begins with; of others, it itself."""
    head = ref.id.split("/")[0]
    return Ref("Country" if len(head) == 3 else "Bloc", head) if "/" in ref.id else ref


def _id(ref: Ref) -> str:
    return f"{ref.kind}-{ref.id}".replace("/", "-").casefold()


def _codes(ref: Ref) -> list[str]:
    return [code for code, area in codes.areas("iso2").items() if area.ref == ref]
