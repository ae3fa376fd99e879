"""A generated graph with the kinds, relations and properties of a real one, the same on every run; copies of graphs."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphkit.gazetteer import gazetteer
from graphkit.model import Ref
from graphkit.schema import schema
from graphkit.stores.bolt import BoltStore

Properties = dict[str, Any]
_BATCH = 5_000
_SERIES = ("SUPPLIES", "PRODUCES", "HAS_RESERVES", "TRADES_WITH")
# How often a relation comes among the edges that are no part of an instrument.
_WEIGHTS = {
    "SUPPLIES": 16, "PRODUCES": 8, "HAS_RESERVES": 3, "TRADES_WITH": 3, "MEMBER_OF": 14, "SERVES_IN": 8, "LEADS": 1,
    "MINISTRY_OF": 6, "BASED_IN": 4, "OWNED_BY": 2, "MET_WITH": 4, "COOPERATES_WITH": 6, "PARTICIPATES_IN": 4,
    "INVESTS_IN": 3, "RESTRICTS_EXPORT_OF": 4, "SANCTIONS": 1, "LISTS_AS_CRITICAL": 6, "PART_OF": 4, "SUCCEEDS": 1,
    "SIGNED_BY": 1, "ESTABLISHES": 1, "FULFILS": 1, "MENTIONS": 8,
}  # fmt: skip


@dataclass(slots=True)
class Graph:
    """Nodes and edges as a store holds them."""

    nodes: dict[Ref, Properties] = field(default_factory=dict)
    edges: list[tuple[str, Ref, Ref, Properties]] = field(default_factory=list)


def contents(store: BoltStore) -> Graph:
    """Return all that a store holds."""
    graph = Graph()
    for kind, properties in store.query("MATCH (n) RETURN labels(n)[0] AS kind, properties(n) AS p").rows:
        graph.nodes[Ref(kind, properties["id"])] = properties
    text = "MATCH (a)-[r]->(b) RETURN type(r), labels(a)[0], a.id, labels(b)[0], b.id, properties(r)"
    for relation, ak, a, bk, b, properties in store.query(text).rows:
        graph.edges.append((relation, Ref(ak, a), Ref(bk, b), properties))
    return graph


def fill(store: BoltStore, graph: Graph) -> None:
    """Empty a store and write a graph into it."""
    store.clear()
    store._prepare()
    nodes: dict[str, list[Properties]] = defaultdict(list)
    for ref, properties in graph.nodes.items():
        nodes[ref.kind].append(properties)
    for kind, rows in nodes.items():
        _write(store, f"UNWIND $rows AS row CREATE (n:{kind}) SET n = row", rows)
    handles = {Ref(kind, i): h for kind, i, h in store.query("MATCH (n) RETURN labels(n)[0], n.id, elementId(n)").rows}
    edges: dict[str, list[Properties]] = defaultdict(list)
    for relation, a, b, properties in graph.edges:
        edges[relation].append({"a": handles[a], "b": handles[b], "p": properties})
    for relation, rows in edges.items():  # a query for each pair of kinds would take Neo4j longer to plan than to run
        ends = "MATCH (a) WHERE elementId(a) = row.a MATCH (b) WHERE elementId(b) = row.b"
        _write(store, f"UNWIND $rows AS row {ends} CREATE (a)-[r:{relation}]->(b) SET r = row.p", rows)


def _write(store: BoltStore, text: str, rows: list[Properties]) -> None:
    for start in range(0, len(rows), _BATCH):
        part = rows[start : start + _BATCH]
        store._write(lambda tx, part=part: tx.run(text, {"rows": part}).consume())  # type: ignore[misc]


def generated(nodes: int, edges: int, seed: int = 1) -> Graph:
    """Return a graph of about so many nodes and edges."""
    return _Maker(nodes, edges, Random(seed)).graph


class _Maker:
    def __init__(self, nodes: int, edges: int, random: Random) -> None:
        self.random, self.graph = random, Graph()
        self.known: set[object] = set()
        self.by_kind: dict[str, list[Ref]] = defaultdict(list)
        self._nodes(nodes - edges // 20)
        agreements = [self._agreement(number) for number in range(edges // 20)]
        self.by_kind["Agreement"] = agreements
        relations = list(_WEIGHTS)
        weights = list(_WEIGHTS.values())
        while len(self.graph.edges) < edges:
            self._edge(random.choices(relations, weights)[0], len(self.graph.edges))

    def _add(self, ref: Ref, name: str, **properties: Any) -> Ref:
        if ref not in self.graph.nodes:
            self.by_kind[ref.kind].append(ref)
        self.graph.nodes[ref] = {"id": ref.id, "name": name, **properties}
        return ref

    def _nodes(self, number: int) -> None:
        """Real names first, of each kind an even part, then made up ones."""
        entries = list(gazetteer().entries.values())
        self.random.shuffle(entries)
        known = {Ref("Country", c) for c in ("KOR", "CHN", "JPN", "USA", "IDN", "KAZ", "CHL", "BRA", "UZB")}
        wanted = ("lithium", "nickel", "neodymium", "gallium", "rare-earth-elements", "critical-minerals")
        known |= {Ref("Mineral", m) for m in wanted} | {Ref("Forum", f) for f in ("msp", "forge", "quad")}
        known |= {Ref("Bloc", "EU"), Ref("Bloc", "ASEAN"), Ref("Sector", "batteries")}
        known |= {Ref("Ministry", m) for m in ("KOR/motie", "KOR/motir", "JPN/meti")}
        entries.sort(key=lambda e: (e.ref not in known, e.ref.kind not in ("Country", "Mineral", "Forum", "Bloc")))
        for entry in entries[: number - number // 8]:
            self._add(entry.ref, entry.name, source="table")
        for i in range(number - len(self.graph.nodes)):
            kind = ("Company", "Official", "Document")[i % 3]
            identity = f"KOR/person-{i}" if kind == "Official" else f"{kind.lower()}-{i}"
            extra = {"title": f"Title {i}", "publisher": "Péter", "published": "2024-06-12"} if i % 3 == 2 else {}
            self._add(Ref(kind, identity), f"{kind} № {i}", **extra)

    def _pick(self, kinds: frozenset[str]) -> Ref:
        weights = {"Country": 8, "Mineral": 8, "Bloc": 2, "Forum": 2}
        there = sorted(k for k in kinds if self.by_kind[k])
        kind = self.random.choices(there, [weights.get(k, 1) for k in there])[0]
        pool = self.by_kind[kind]
        return pool[min(int(self.random.expovariate(8) * len(pool)), len(pool) - 1)]  # some are everywhere

    def _day(self) -> dt.date:
        return dt.date(2010, 1, 1) + dt.timedelta(days=self.random.randrange(6_000))

    def _standing(self, statuses: tuple[str, ...]) -> Properties:
        """Status and dates, some of them unknown, some of them the same in many facts."""
        out: Properties = {}
        if statuses:
            out["status"] = self.random.choice(statuses)
        if self.random.random() < 0.7:
            start = self._day()
            out["valid_from"] = start
            out["date"] = start.isoformat()[: self.random.choice((4, 7, 10))]
            if self.random.random() < 0.3:
                out["valid_to"] = start + dt.timedelta(days=self.random.randrange(30, 3_000))
        if self.random.random() < 0.4:
            out["known_from"] = self._day()
        return out

    def _said(self, number: int) -> Properties:
        documents = sorted({ref.id for ref in self.random.sample(self.by_kind["Document"], 2)})
        reader = self.random.choice(("table", "rules"))
        evidence = [json.dumps({"document": d, "quote": f"Sentence {number}.", "reader": reader}) for d in documents]
        disputed = self.random.random() < 0.05
        return {
            "documents": documents,
            "quotes": [f"Sentence {number} – “so”.", "Another."][: self.random.choice((1, 2))],
            "evidence": evidence,
            "support": self.random.choice((1, 1, 2, 3)),
            "disputed": disputed,
            **({"disputed_on": ["date"]} if disputed else {}),
        }

    def _agreement(self, number: int) -> Ref:
        rules = schema().instruments
        kind = self.random.choice(rules["kinds"])
        identity = f"{kind}-{number:05d}"
        parties = sorted({self._pick(schema().parties) for _ in range(self.random.choice((2, 2, 2, 3, 5)))})
        topics = sorted({self._pick(schema().topics) for _ in range(self.random.choice((0, 1, 2, 4)))})
        standing, said = self._standing(tuple(rules["statuses"])), self._said(number)
        extra: Properties = {"level": self.random.choice(("state", "company"))} if number % 3 else {}
        extra |= {"topics": [t.id for t in topics]} if topics else {}
        extra |= {"count": number % 7} if number % 11 == 0 else {}
        node = Ref("Agreement", identity)
        name = f"{kind} № {number % 50}"
        names = {"kind": kind, "parties": [str(p) for p in parties]}
        self.graph.nodes[node] = {"id": identity, "name": name, **names, **standing, **said, **extra}
        common = {**standing, "fact": identity, "derived_from": identity}
        self.graph.edges += [("PARTY_TO", p, node, common) for p in parties]
        self.graph.edges += [("COVERS", node, t, common) for t in topics]
        self.graph.edges += [("COOPERATES_ON", p, t, common) for p in parties for t in topics]
        if len(parties) <= rules["pair_edges_up_to"]:
            relation = "SIGNED_MOU" if kind == "mou" else "SIGNED_AGREEMENT"
            shown = {k: v for k, v in said.items() if k != "evidence"}
            for i, one in enumerate(parties):
                for other in parties[i + 1 :]:
                    self.graph.edges.append((relation, one, other, {**common, **shown, **extra, "agreement": identity}))
        return node

    def _edge(self, name: str, number: int) -> None:
        relation = schema().relations[name]
        one, other = self._pick(relation.sources), self._pick(relation.targets)
        if one == other or (relation.same_kind and one.kind != other.kind):
            return
        if name == "PART_OF":  # groups of minerals are few, and none is in itself
            if other < one or (one, number % 2) in self.known:
                return
            self.known.add((one, number % 2))
        if relation.symmetric:
            one, other = sorted((one, other))
        properties: Properties = {"fact": f"{name.lower()}-{number:06d}", **self._standing(relation.statuses)}
        if not relation.derived:
            properties |= self._said(number) | dict(self._particulars(name, number))
        identity = (name, one, other, *(properties.get(key) for key in relation.identity))
        if identity in self.known:
            return  # it would be the same fact
        self.known.add(identity)
        self.graph.edges.append((name, one, other, properties))

    def _particulars(self, name: str, number: int) -> Iterator[tuple[str, Any]]:
        relation, random = schema().relations[name], self.random
        choices: Properties = {
            "mineral": self._pick(frozenset({"Mineral"})).id, "year": random.randrange(2015, 2026),
            "tonnes": random.randrange(1, 10**9) / 1000, "value_usd": random.randrange(1, 10**9),
            "share": random.random(), "role": "chair", "title": f"Minister of Mines {number % 9}", "list": "own",
            "measure": f"licence {number % 4}", "stage": random.choice(("mined", "refined")), "place": "Séoul",
            "topics": ["lithium", "nickel"],
        }  # fmt: skip
        for key in (*relation.identity, *relation.attributes):
            if key in choices and random.random() < 0.8:
                yield key, choices[key]
        if name in _SERIES and random.random() < 0.8:
            yield "series", random.choice(("a-2024", "b-2023"))
            yield "preferred", random.random() < 0.6
