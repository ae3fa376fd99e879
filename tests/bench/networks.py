"""`make bench`: betweenness beside networkx alone and igraph, and how long paths, reports and the whole graph take.

igraph is under the GPL and serves as a measuring stick only: it is no dependency, and is left out where it is not
installed (`pip install igraph`). On a busy machine look at the ratios, not at the seconds: each round takes the
libraries one after the other, and the best time of each counts. rustworkx spends twice igraph's processor time
and shares it among the cores, so that the ratio hangs on how many of them are free.

`python -m tests.bench.networks 5000 30000`: so many nodes, so many edges, for betweenness alone; with `store` the
generated graph of 20,000 nodes and 200,000 facts in an embedded store.
"""

from __future__ import annotations

import importlib.util
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import networkx

from graphkit.analysis import centrality
from graphkit.analysis.pathview import Asked, answer
from graphkit.bundle import Bundle, refs_of_claim
from graphkit.derived import derive
from graphkit.gazetteer import gazetteer
from graphkit.graph import load_graph
from graphkit.model import Claim, Document, Fact, Instrument, Node, Record, Ref, freeze
from graphkit.reports import Question, brokers, mineral, pair, profile
from graphkit.schema import schema
from graphkit.standing import settle
from graphkit.stores import arriving, coding, writing
from graphkit.stores.edges import Edges
from graphkit.stores.embedded import EmbeddedStore

ROUNDS = 3


def main(nodes: int = 5_000, edges: int = 30_000) -> None:
    """Measure betweenness by each library on one random graph, and print a line each."""
    graph = networkx.gnm_random_graph(nodes, edges, seed=1)
    graph = networkx.relabel_nodes(graph, {i: f"n{i:06}" for i in graph})
    print(f"betweenness, {nodes:,} nodes, {edges:,} edges, best of {ROUNDS}")
    ways: dict[str, Callable[[], Any]] = {"graphkit": lambda: centrality.compute(graph, "betweenness")}
    if importlib.util.find_spec("igraph"):
        import igraph

        same = igraph.Graph.from_networkx(graph)
        ways["igraph"] = same.betweenness
    best: dict[str, float] = {}
    spent: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start = time.process_time()
            best[name] = min(best.get(name, float("inf")), timed(way))
            spent[name] = min(spent.get(name, float("inf")), time.process_time() - start)
    for name, seconds in best.items():
        ratio = seconds / best["graphkit"]
        print(f"  {name:10} {seconds:8.2f} s   {ratio:5.2f} of graphkit   {spent[name]:6.2f} s of all cores together")
    if "igraph" in best:
        print(f"  graphkit takes {best['graphkit'] / best['igraph']:.2f} of igraph's time; the aim is under 1.3")
    sample = min(100, nodes)
    alone = timed(lambda: networkx.betweenness_centrality(graph, k=sample, seed=1)) * nodes / sample
    print(f"  networkx   {alone:8.2f} s   {alone / best['graphkit']:5.2f} of graphkit (by {sample} of its nodes)")


def timed(work: Callable[[], Any]) -> float:
    """Return the seconds that a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def stored(nodes: int = 20_000, facts: int = 200_000) -> None:
    """Measure what is asked of a generated graph in an embedded store, each once."""
    with tempfile.TemporaryDirectory() as folder, EmbeddedStore(Path(folder, "store")) as store:
        print(f"writing {facts:,} facts about {nodes:,} things ...", file=sys.stderr)
        store._prepare()  # the indexes, or each end of an edge is looked for among all nodes
        print(f"  {'writing it':24} {timed(lambda: fill(store, nodes, facts)):7.2f} s")
        kor, idn, lithium, msp = (
            Ref("Country", "KOR"),
            Ref("Country", "IDN"),
            Ref("Mineral", "lithium"),
            Ref("Forum", "msp"),
        )
        asked: dict[str, Callable[[], Any]] = {
            "report profile": lambda: profile.run(store, ["Korea"], Question()),
            "report pair": lambda: pair.run(store, ["Korea", "Indonesia"], Question()),
            "report mineral": lambda: mineral.run(store, ["lithium"], Question()),
            "path, two countries": lambda: answer(store, Asked(kor, idn)),
            "path, mineral and forum": lambda: answer(store, Asked(lithium, msp)),
            "report brokers": lambda: brokers.run(store, [], Question()),
            "the whole in networkx": lambda: load_graph(store),
            "  the driver alone": lambda: _driver_alone(store),
            "  networkx alone": lambda: _networkx_alone(nodes, facts),
        }
        for name, work in asked.items():
            start = time.process_time()
            wall = timed(work)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            own = time.process_time() - start
            print(f"  {name:24} {wall:7.2f} s, {own:7.2f} s of this process, {memory:6.0f} MB at most")


def _driver_alone(store: EmbeddedStore) -> None:
    """Read the facts as one would by hand: a row an edge, with all its properties."""
    told = "|".join(name for name, relation in schema().relations.items() if not relation.derived)
    with store._driver.session(database=store._database) as session:
        for text in (
            f"MATCH (a)-[r:{told}]->(b) RETURN labels(a)[0], a.id, labels(b)[0], b.id, type(r), properties(r)",
            "MATCH (a:Agreement) RETURN properties(a)",
        ):
            for _ in session.run(text):
                pass


def _networkx_alone(nodes: int, facts: int) -> None:
    """Put as many edges with as many attributes into a graph, of values that are there."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    attributes = dict.fromkeys(("fact", "relation", "status", "date", "valid_from", "valid_to", "known_from", "record"))
    for number in range(facts):
        graph.add_edge(f"n{number % nodes}", f"n{number * 7 % nodes}", f"f{number}", **attributes)


def fill(store: EmbeddedStore, nodes: int, facts: int) -> None:
    """Write the generated graph."""
    for part in parts(nodes, facts):
        write(store, part)


def write(store: EmbeddedStore, part: Bundle) -> None:
    """Write facts that the store does not have, as a load would, without looking for those that it may have."""
    records = {r.id: coding.record_properties(r, settle(r), 1) for r in part.records}
    edges = Edges()
    for record in part.records:
        for edge in derive(record, settle(record)):
            row = coding.derived_properties(edge, record.id, records[record.id])
            edges.add(edge.relation, edge.subject, edge.object, row)
    spoken = {(claim.document, ref) for r in part.records for claim in r.claims for ref in refs_of_claim(r, claim)}
    for document, ref in sorted(spoken):
        edges.add("MENTIONS", Ref("Document", document), ref, {})

    def work(tx: Any) -> None:
        if not part.records:
            writing.write_nodes(tx, part)
            arriving.write(tx, part.documents)
        writing._write_records(tx, part.records, records, lambda number: None)
        edges.write(tx)

    store._write(work)


def parts(nodes: int, facts: int, seed: int = 1) -> Iterator[Bundle]:
    """Yield a graph in bundles: all nodes and documents, real names first, then the facts, each part of its documents.

    It is the same on every run.
    """
    random = Random(seed)
    refs: dict[str, list[Ref]] = {}
    named: dict[Ref, Node] = {}
    for entry in gazetteer().entries.values():
        refs.setdefault(entry.ref.kind, []).append(entry.ref)
        named[entry.ref] = Node(entry.ref, entry.name)
    for number in range(nodes - len(named)):
        kind = ("Company", "Official", "Event")[number % 3]
        ref = Ref(kind, f"KOR/p{number}" if kind == "Official" else f"n{number}")
        refs.setdefault(kind, []).append(ref)
        named[ref] = Node(ref, f"Name {number}")
    text = "So it was said of many things."
    day = "2024-01-10"
    made = (Document(f"doc-{i}", f"List {i}", text, f"{i:064}", "Herald", published=day) for i in range(200))
    documents = {document.id: document for document in made}
    yield Bundle(documents, named, [])
    known: set[str] = set()
    each = max(1, facts // 10)
    while len(known) < facts:
        records: list[Record] = []
        part = list(documents)[len(known) * 200 // facts :][:20]
        while len(records) < each and len(known) < facts:
            record = one(random, refs, Claim(random.choice(part), text, 0, len(text), day))
            if record.id not in known:
                known.add(record.id)
                records.append(record)
        yield Bundle(documents, named, records)


_RELATIONS = (
    "SUPPLIES", "MEMBER_OF", "SERVES_IN", "BASED_IN", "OWNED_BY", "MET_WITH", "COOPERATES_WITH", "PARTICIPATES_IN",
    "INVESTS_IN", "PRODUCES",
)  # fmt: skip


def one(random: Random, refs: dict[str, list[Ref]], claim: Claim) -> Record:
    """Return one fact or instrument at random, valid in the vocabulary."""
    from dataclasses import replace

    from graphkit.facts import make_fact

    def some(kinds: frozenset[str]) -> Ref:
        return random.choice(refs[random.choice(sorted(kinds & set(refs)))])

    day = f"{random.randint(1995, 2023)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    mineral = random.choice(refs["Mineral"])
    if random.random() < 0.1:
        parties = {some(schema().parties) for _ in range(random.choice((2, 2, 2, 3, 5)))}
        if len(parties) > 1:
            said = replace(claim, status="signed", date=day, attributes=freeze({"topics": [str(mineral)]}))
            return Instrument("mou", tuple(sorted(parties)), (said,))
    relation = schema().relation(random.choice(_RELATIONS))
    status = relation.statuses[0] if relation.statuses else None
    said = replace(claim, status=status, date=day)
    subject, to = some(relation.sources), some(relation.targets)
    while subject == to:
        to = some(relation.targets)
    own: dict[str, Any] = {"mineral": mineral.id} if relation.name == "SUPPLIES" else {}
    made: Fact = make_fact(relation.name, subject, to, [said], own)
    return made


if __name__ == "__main__":
    if sys.argv[1:2] == ["store"]:
        stored(*map(int, sys.argv[2:]))
    else:
        main(*map(int, sys.argv[1:]))
