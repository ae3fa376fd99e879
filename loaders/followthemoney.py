"""FollowTheMoney entities, one JSON object a line, as OpenSanctions and Aleph exchange them.

Read are companies, organizations, public bodies, people with an occupancy, memberships and ownerships; the other
schemata are left out by name. `graphkit export OUT.ijson` writes the same form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphkit import dates
from graphkit.datasets import codes, strict
from graphkit.datasets.recognise import Head
from graphkit.datasets.records import Lines, official
from graphkit.datasets.releases import file_hash
from graphkit.datasets.task import Task
from graphkit.errors import InputError, NameNotFoundError
from graphkit.facts import make_fact
from graphkit.gazetteer import gazetteer
from graphkit.loaders import Loaded, Source
from graphkit.model import Claim, Node, Ref, slug

SOURCE = Source(
    title="FollowTheMoney entities",
    publisher="as the data set says",
    licence="as the data set says; OpenSanctions data: CC BY-NC 4.0",
    takes="a file of JSON lines, each with id, schema and properties (.ijson, .json, .jsonl, .ndjson)",
    gives="companies with BASED_IN and OWNED_BY, ministries with MINISTRY_OF, SERVES_IN, MEMBER_OF",
    cite="as the data set says",
    url="https://followthemoney.tech/",
)
CHECKS: dict[str, tuple[str, int]] = {  # how the SHA-256 of a file begins: its name, and the facts that must come out
    "01b4dd6a4e4d": ("donations.ijson", 61),
}
_ORGANISATIONS = ("Company", "Organization", "LegalEntity", "PublicBody")
_KNOWN = (*_ORGANISATIONS, "Person", "Occupancy", "Position", "Membership", "Ownership")
_STATUSES = {"": "member", "member": "member", "observer": "observer", "candidate": "joining", "suspended": "suspended"}


def recognise(head: Head) -> bool:
    """Tell whether a file is one, by its first line."""
    return {"id", "schema", "properties"} <= head.json_line.keys()


@dataclass(slots=True)
class _Entities:
    """The entities of a file by id, and what they have become."""

    path: Path
    lines: Lines
    loaded: Loaded
    by_id: dict[str, dict[str, Any]] = field(default_factory=dict)
    nodes: dict[str, Ref | None] = field(default_factory=dict)

    def first(self, entity: dict[str, Any], *names: str) -> str:
        """Return the first value of the first of these properties that has one."""
        for name in names:
            for value in entity["properties"].get(name, ()):
                if isinstance(value, str) and value.strip():
                    return " ".join(value.split())
        return ""

    def target(self, entity: dict[str, Any], *names: str) -> dict[str, Any] | None:
        """Return the entity that a property points to."""
        return self.by_id.get(self.first(entity, *names))

    def state(self, entity: dict[str, Any]) -> Ref | None:
        """Return the country of an entity."""
        for name in ("jurisdiction", "mainCountry", "country"):
            for code in entity["properties"].get(name, ()):
                area = codes.areas("iso2").get(str(code).casefold())
                if area is None:
                    raise InputError(
                        f'{self.path}, line {entity["line"]}, property {name}: "{code}" is no country code.'
                    )
                return area.ref
        return None

    def claim(self, entity: dict[str, Any], told: str, **said: Any) -> Claim:
        """Return the claim that an entity makes, with its terms."""
        for name, start in (("since", "startDate"), ("until", "endDate")):
            text = self.first(entity, start)
            if name in said and said[name] is None:
                where = f"{self.path}, line {entity['line']}, property {start}"
                said[name] = _day(where, text, begins=name == "since") if text else ""
        status = said.pop("status", None)
        return self.lines.claim(f"{entity['id']}: {told}", status, **said)


def load(path: Path, task: Task) -> Loaded:
    """Read one file."""
    title = f"FollowTheMoney {path.stem}"
    work = _Entities(path, Lines(title, "", file_hash(path), SOURCE.url), Loaded(taken=1))
    for entity in _read(path):
        if entity["id"] in work.by_id:
            raise InputError(f"{path}, line {entity['line']}: the id {entity['id']} stands on an earlier line too.")
        if entity["schema"] not in _KNOWN:
            work.loaded.left_out[f"schema {entity['schema']}"] += 1
            entity["properties"] = {}  # a file of payments is not held in memory for the few that own a company
        work.by_id[entity["id"]] = entity
    makers = {"Occupancy": _occupancy, "Membership": _membership, "Ownership": _ownership}
    for entity in work.by_id.values():
        if entity["schema"] in _ORGANISATIONS:
            _organisation(work, entity)
    for entity in work.by_id.values():
        if entity["schema"] in makers:
            makers[entity["schema"]](work, entity)
    held = {work.first(e, "holder") for e in work.by_id.values() if e["schema"] == "Occupancy"}
    people = [e["id"] for e in work.by_id.values() if e["schema"] == "Person"]
    if alone := sum(identity not in held for identity in people):
        work.loaded.left_out["people without an occupancy"] += alone
    document = work.lines.document()
    if work.loaded.bundle.records:
        work.loaded.bundle.documents[document.id] = document
    return work.loaded


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            if not raw.strip():
                continue
            where = f"{path}, line {number}"
            try:
                entity = json.loads(raw)
            except UnicodeDecodeError:
                raise InputError(f"{where}: this is not UTF-8 text.") from None
            except ValueError as error:
                raise InputError(f"{where}: this is not JSON ({error}).") from None
            if not isinstance(entity, dict) or not {"id", "schema", "properties"} <= entity.keys():
                raise InputError(f"{where}: this is no entity; it needs id, schema and properties.")
            _check(where, entity)
            properties = entity["properties"]
            yield {"id": entity["id"], "schema": entity["schema"], "properties": properties, "line": number}


def _check(where: str, entity: dict[str, Any]) -> None:
    """Raise InputError where an entity is not in the form that the format has."""
    for name in ("id", "schema"):
        if not isinstance(entity[name], str) or not entity[name]:
            raise InputError(f"{where}, {name}: this is not text.")
    properties = entity["properties"]
    if not isinstance(properties, dict) or not all(isinstance(v, list) for v in properties.values()):
        raise InputError(f"{where}: the properties of an entity are lists of values.")
    for name, values in properties.items():
        if not all(isinstance(value, str) for value in values):
            raise InputError(f"{where}, property {name}: a value is not text; nested entities are not read.")
    if wrong := next((name for name in properties.get("name", ()) if strict.broken(name)), None):
        raise InputError(f'{where}, property name: "{wrong}" is text in a wrong encoding.')


def _organisation(work: _Entities, entity: dict[str, Any]) -> None:
    name, state = work.first(entity, "name"), work.state(entity)
    ref = _ref(name, state, entity["schema"])
    work.nodes[entity["id"]] = ref
    if ref is None:
        work.loaded.left_out[f"{entity['schema']} without a name or a country"] += 1
        return
    aliases = tuple(dict.fromkeys(a for a in entity["properties"].get("alias", ()) if a != name))
    work.loaded.bundle.add_node(Node(ref, name, {"aliases": aliases} if aliases else {}))
    if state is not None and ref.kind == "Company" and state.kind == "Country":
        claim = work.claim(entity, f"{name}, based in {state.id}")
        work.loaded.bundle.records.append(make_fact("BASED_IN", ref, state, [claim]))
    if state is not None and ref.kind == "Ministry":
        claim = work.claim(entity, f"{name}, public body of {state.id}")
        work.loaded.bundle.records.append(make_fact("MINISTRY_OF", ref, state, [claim]))


def _ref(name: str, state: Ref | None, schema: str) -> Ref | None:
    """Return the node that an organisation is: one that the tables know by this name, or a new one."""
    if not slug(name):
        return None
    if schema == "PublicBody":
        if state is None:
            return None
        known = [e.ref for e in gazetteer().of("Ministry") if e.ref.id.startswith(f"{state.id}/") and name in e.names]
        return known[0] if known else Ref("Ministry", f"{state.id}/{slug(name)}")
    try:
        kinds = ["Forum", "Bloc", "Company", *(["Country"] if schema == "Organization" else [])]
        return gazetteer().resolve(name, kinds)
    except NameNotFoundError:
        return Ref("Company", slug(name))


def _occupancy(work: _Entities, entity: dict[str, Any]) -> None:
    person, post = work.target(entity, "holder"), work.target(entity, "post")
    if person is None or post is None:
        work.loaded.left_out["occupancies of which person or position is not in the file"] += 1
        return
    body = work.target(post, "organization")
    place = work.nodes.get(body["id"]) if body else None
    state = work.state(post) or work.state(person)
    place, name = place or state, work.first(person, "name")
    if place is None or state is None or not slug(name):
        work.loaded.left_out["occupancies of no country"] += 1
        return
    title = work.first(post, "name")
    node = official(state.id, name)
    work.loaded.bundle.add_node(node)
    claim = work.claim(entity, f"{name}, {title}, {place.id}", title=title, since=None, until=None)
    work.loaded.bundle.records.append(make_fact("SERVES_IN", node.ref, place, [claim]))


def _membership(work: _Entities, entity: dict[str, Any]) -> None:
    member, whole = work.first(entity, "member"), work.first(entity, "organization")
    one, other = work.nodes.get(member), work.nodes.get(whole)
    if one is None or other is None or other.kind not in ("Forum", "Bloc") or one == other:
        work.loaded.left_out["memberships that are not of a party in a forum or bloc"] += 1
        return
    role = work.first(entity, "status").casefold()
    if role not in _STATUSES:
        raise InputError(f'{work.path}, line {entity["line"]}, property status: "{role}" is no status known here.')
    status = "left" if work.first(entity, "endDate") else _STATUSES[role]
    claim = work.claim(entity, f"{one.id}, member of {other.id}", status=status, since=None, until=None)
    work.loaded.bundle.records.append(make_fact("MEMBER_OF", one, other, [claim]))


def _ownership(work: _Entities, entity: dict[str, Any]) -> None:
    owner, asset = work.nodes.get(work.first(entity, "owner")), work.nodes.get(work.first(entity, "asset"))
    if owner is None or asset is None or asset.kind != "Company" or owner == asset:
        work.loaded.left_out["ownerships that are not of a company by a party"] += 1
        return
    said: dict[str, Any] = {"since": None, "until": None}
    percentage = work.first(entity, "percentage")
    if percentage:
        found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?) ?%?", percentage)
        if found is None or float(found[1]) > 100:
            where = f"{work.path}, line {entity['line']}, property percentage"
            raise InputError(f'{where}: "{percentage}" is not a percentage (write 51 or 51.5).')
        said["share"] = float(found[1]) / 100
    claim = work.claim(entity, f"{asset.id}, owned by {owner.id} {percentage}", **said)
    work.loaded.bundle.records.append(make_fact("OWNED_BY", asset, owner, [claim]))


def _day(where: str, text: str, begins: bool) -> str:
    """Return a date; the end of a term may be known before it, and a term begins today at the latest."""
    day = text[:10]
    try:
        dates.up_to_today(day, start=True) if begins else dates.check(day)
    except InputError as error:
        raise InputError(f"{where}: {error}") from None
    return day
