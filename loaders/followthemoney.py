"""FollowTheMoney entities, one JSON object a line, as OpenSanctions and Aleph exchange them.

Read are companies, organizations, public bodies, people with an occupancy, memberships and ownerships; the other
schemata are left out by name. `graphkit export OUT.ijson` writes the same form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphkit.datasets import codes, strict
from graphkit.datasets.recognise import Head
from graphkit.datasets.records import Lines, latin, official
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

    def names(self, entity: dict[str, Any]) -> list[str]:
        """Return the names of an entity that an id can be made of: those in Latin letters, what it is called first."""
        told = [*entity["properties"].get("name", ()), entity["caption"], *entity["properties"].get("alias", ())]
        return list(dict.fromkeys(name for text in told if latin(name := " ".join(text.split()))))

    def name(self, entity: dict[str, Any]) -> str:
        """Return the first of these names, or nothing."""
        return next(iter(self.names(entity)), "")

    def states(self, entity: dict[str, Any]) -> tuple[Ref, ...]:
        """Return the countries of an entity, by the property that says it best; its code may be of a part of one."""
        for name in ("jurisdiction", "mainCountry", "country"):
            found: list[Ref] = []
            for code in entity["properties"].get(name, ()):
                area = _area(code)
                if area is None:
                    where = f"{self.path}, line {entity['line']}, property {name}"
                    raise InputError(f'{where}: "{code}" is no country code.')
                found += [area.ref] if area.ref else []
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def state(self, entity: dict[str, Any]) -> Ref | None:
        """Return the country of an entity; None where there are several."""
        found = self.states(entity)
        return found[0] if len(found) == 1 else None

    def claim(self, entity: dict[str, Any], told: str, **said: Any) -> Claim:
        """Return the claim that an entity makes, with its terms."""
        for name, start in (("since", "startDate"), ("until", "endDate")):
            text = self.first(entity, start)
            if name in said and said[name] is None:
                where = f"{self.path}, line {entity['line']}, property {start}"
                said[name] = strict.day(text[:10], where, begins=name == "since") if text else ""
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
            caption = entity.get("caption")
            caption = caption if isinstance(caption, str) else ""
            kept = {"id": entity["id"], "schema": entity["schema"], "properties": properties}
            yield {**kept, "caption": caption, "line": number}


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


def _area(code: str) -> codes.Area | None:
    """Return what a code stands for; one of a part of a country (us-de, gb-sct) stands for the country."""
    known, text = codes.areas("iso2"), code.casefold()
    return known.get(text) or known.get(text.split("-")[0])


def _organisation(work: _Entities, entity: dict[str, Any]) -> None:
    schema, name, state = entity["schema"], work.name(entity), work.state(entity)
    ref = _ref(work.names(entity), state, schema)
    work.nodes[entity["id"]] = ref
    if ref is None:
        lacks = "a country" if name else "a name in Latin letters" if work.first(entity, "name") else "a name"
        work.loaded.left_out[f"{schema} {_which(work, entity) or f'without {lacks}'}"] += 1
        return
    told = (*entity["properties"].get("name", ()), *entity["properties"].get("alias", ()))
    aliases = tuple(dict.fromkeys(alias for alias in told if alias and alias != name))
    work.loaded.bundle.add_node(Node(ref, name, {"aliases": aliases} if aliases else {}))
    if ref.kind == "Company" and state is not None and state.kind == "Country":
        claim = work.claim(entity, f"{name}, based in {state.id}")
        work.loaded.bundle.records.append(make_fact("BASED_IN", ref, state, [claim]))
    elif ref.kind == "Company" and (which := _which(work, entity)):
        work.loaded.left_out[f"{schema} {which}, so without a seat"] += 1
    if state is not None and ref.kind == "Ministry":
        claim = work.claim(entity, f"{name}, public body of {state.id}")
        work.loaded.bundle.records.append(make_fact("MINISTRY_OF", ref, state, [claim]))


def _which(work: _Entities, entity: dict[str, Any]) -> str:
    """Return of which countries an entity is, where that says of no single one where it is; nothing of others."""
    states = work.states(entity)
    if len(states) > 1:
        return "of several countries"
    if states:
        return "" if states[0].kind == "Country" else "of a bloc"
    named = any(entity["properties"].get(name) for name in ("jurisdiction", "mainCountry", "country"))
    return "of no country (zz)" if named else ""


def _ref(names: list[str], state: Ref | None, schema: str) -> Ref | None:
    """Return the node that an organisation is: one that the tables know by one of its names, or a new one."""
    if not names:
        return None
    if schema == "PublicBody":
        if state is None:
            return None
        bodies = [e for e in gazetteer().of("Ministry") if e.ref.id.startswith(f"{state.id}/")]
        known = [e.ref for name in names for e in bodies if name in e.names]
        return known[0] if known else Ref("Ministry", f"{state.id}/{slug(names[0])}")
    kinds = ["Forum", "Bloc", "Company", *(["Country"] if schema == "Organization" else [])]
    for name in names:
        with suppress(NameNotFoundError):
            return gazetteer().resolve(name, kinds)
    return Ref("Company", slug(names[0]))


def _occupancy(work: _Entities, entity: dict[str, Any]) -> None:
    person, post = work.target(entity, "holder"), work.target(entity, "post")
    if person is None or post is None:
        work.loaded.left_out["occupancies of which person or position is not in the file"] += 1
        return
    body = work.target(post, "organization")
    place = work.nodes.get(body["id"]) if body else None
    state = work.state(post) or work.state(person)
    place, name = place or state, work.name(person)
    if place is None or state is None:
        work.loaded.left_out["occupancies of no country, or of several"] += 1
        return
    if not name:
        work.loaded.left_out["occupancies of people without a name in Latin letters"] += 1
        return
    if _over(work, entity):
        work.loaded.left_out["occupancies that ended, nobody says when"] += 1
        return
    title = work.name(post) or work.first(post, "name")
    node = official(state.id, name)
    work.loaded.bundle.add_node(node)
    claim = work.claim(entity, f"{name}, {title}, {place.id}", title=title, since=None, until=None)
    work.loaded.bundle.records.append(make_fact("SERVES_IN", node.ref, place, [claim]))


def _over(work: _Entities, entity: dict[str, Any]) -> bool:
    """Tell whether an occupancy ended on a day that is not told."""
    status = work.first(entity, "status").casefold()
    if status not in ("", "current", "ended", "unknown"):
        raise InputError(f'{work.path}, line {entity["line"]}, property status: "{status}" is no status known here.')
    return status == "ended" and not work.first(entity, "endDate")


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
