"""Facts as a networkx graph, and back: the graph in process, from a store, a facts file or a bundle."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from graphkit.bundle import Bundle
from graphkit.collecting import paused
from graphkit.derived import agreement_ref, derive
from graphkit.model import Document, Instrument, Node, Record, Ref
from graphkit.narrowing import Narrowing, selection_of
from graphkit.schema import schema
from graphkit.selecting import endings, select, stands
from graphkit.standing import Standing
from graphkit.stores.base import Selection, Store
from graphkit.support import support

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Progress = Callable[[str, int, int], None]
_STEP = 2_000
_ALWAYS = {"PARTY_TO", "COVERS"}


def _unseen(what: str, done: int, total: int) -> None:
    """Show nothing."""


def load_graph(
    source: Store | Bundle | str | Path, *, progress: Progress | None = None, **narrowing: Unpack[Narrowing]
) -> MultiDiGraph:
    """Return the facts asked for as a networkx MultiDiGraph; all of them where nothing narrows it.

    `source` is an open store, which filters for itself, or the address of one, or the path of a facts file (.jsonl),
    or a bundle. What narrows it are keywords; all that are given must hold together:

    - `relations`, `kinds`, `statuses`: names of the vocabulary, as a list or with commas; all ends are of the `kinds`,
      "INSTRUMENT" stands for every instrument.
    - `minerals`, `around`: what facts name and where they are, as people call it: ["lithium"], ["Korea", "MSP"].
    - `as_of`: what held on that date (2024, "2024-06", a date). `years`: held at some time from the first of two years
      to the last. Then what has no date is not in the graph; `graph.graph["undated"]` holds the ids of those facts.

    `progress` is told what is done, how much of it, and of how many: 0 where that is not known. `graph_of` says what
    nodes and edges have. Raises NameNotFoundError where nothing is called so, VocabularyError where there is no such
    relation, kind or status, InputError where a date, years or a facts file cannot be read, StoreError where there is
    no store.

    Example:
        >>> len(load_graph(Bundle(), relations=["SUPPLIES"], years=(2020, 2024)))
        0
    """
    selection, shown = selection_of(**narrowing), progress or _unseen
    return graph_of(bundle_from(source, selection, shown), selection, shown)


def load_facts(source: Store | Bundle | str | Path, **narrowing: Unpack[Narrowing]) -> Bundle:
    """Return the facts asked for, narrowed as in `load_graph`: `records`, and the `nodes` and `documents` they cite.

    It raises what `load_graph` raises.

    Example:
        >>> load_facts(Bundle(), around=["Korea"], as_of="2024").records
        []
    """
    return bundle_from(source, selection_of(**narrowing))


def bundle_from(source: Store | Bundle | str | Path, selection: Selection, progress: Progress = _unseen) -> Bundle:
    """Return what a selection takes of a source; a facts file is read without a store."""
    if isinstance(source, Bundle):
        return select(source, selection)
    if isinstance(source, Path | str):
        if str(source).endswith(".jsonl"):
            from graphkit import factsfile

            return select(factsfile.read(Path(source)), selection)
        from graphkit.stores import open_store

        with open_store(str(source), create=False) as store:
            return store.read(selection, progress)
    return source.read(selection, progress)


@paused()
def graph_of(bundle: Bundle, selection: Selection | None = None, progress: Progress = _unseen) -> MultiDiGraph:
    """Return a bundle as a graph; a selection tells of which day status and dates are, and what derived edges to draw.

    The bundle is taken to be what the selection asks for. A node is called by "Kind/id" and has `kind`, `id`, `name`
    and `node` (the record, of plain nodes). An edge is keyed by the id of its fact and has `fact` (that id),
    `relation`, `status`, `date`, `valid_from`, `valid_to`, `known_from`, `support`, `disputed`, `symmetric`, `derived`,
    `evidence` (its claims) and `record` (the fact itself). An instrument is a node, "Agreement/id", with these
    attributes, and has PARTY_TO and COVERS edges. `graph.graph` has the `selection`, the `documents` by id and the ids
    of `undated` facts.

    Example:
        >>> graph_of(Bundle()).graph["undated"]
        ()
    """
    from networkx import MultiDiGraph

    asked = selection or Selection()
    graph = MultiDiGraph(selection=asked, documents=dict(bundle.documents), undated=())
    drawing = _Drawing(graph, bundle, asked)
    for node in sorted(bundle.nodes.values(), key=lambda n: n.ref):
        graph.add_node(str(node.ref), kind=node.ref.kind, id=node.ref.id, name=node.name, node=node)
    records = sorted(bundle.records, key=lambda r: (not isinstance(r, Instrument), r.id))
    for number, record in enumerate(records, 1):
        drawing.draw(record)
        if number % _STEP == 0 or number == len(records):
            progress("facts", number, len(records))
    graph.graph["undated"] = tuple(sorted(drawing.undated))
    return graph


def records_of(graph: MultiDiGraph) -> list[Record]:
    """Return the facts and instruments that a graph holds, each once, sorted by id."""
    found: dict[str, Record] = {}
    for _, data in graph.nodes(data=True):
        if "record" in data:
            found[data["fact"]] = data["record"]
    for _, _, key, data in graph.edges(keys=True, data=True):
        found.setdefault(data.get("fact", key), data["record"])
    return sorted(found.values(), key=lambda r: (isinstance(r, Instrument), r.id))


def bundle_of(graph: MultiDiGraph) -> Bundle:
    """Return the facts of a graph with their nodes and documents, as they came in."""
    nodes: dict[Ref, Node] = {d["node"].ref: d["node"] for _, d in graph.nodes(data=True) if "node" in d}
    documents: dict[str, Document] = dict(graph.graph["documents"])
    return Bundle(documents, nodes, records_of(graph))


class _Drawing:
    """Draws records into a graph, one after the other."""

    def __init__(self, graph: MultiDiGraph, bundle: Bundle, selection: Selection) -> None:
        self.graph, self.bundle, self.selection = graph, bundle, selection
        self.undated: list[str] = []
        self._drawn: set[str] = set()
        self._ended = endings(bundle.nodes.values())
        derived = {name for name in selection.relations if name in schema().relations}
        self._derived = frozenset(name for name in derived if schema().relations[name].derived)
        asked = selection.relations
        self._as_nodes = not asked or bool(asked & {"INSTRUMENT", *_ALWAYS})
        self._as_edges = not asked or bool(asked - self._derived)

    def draw(self, record: Record) -> None:
        """Draw a record; one without any date is only noted, where a day or years were asked for."""
        timed = self.selection.as_of is not None or self.selection.years is not None
        standing = stands(record, self.selection.as_of, self._ended)
        if standing is None:
            return
        if timed and standing.undated:
            self.undated.append(record.id)
            return
        about = self._about(record, standing)
        shown = set(self._derived)
        if isinstance(record, Instrument):
            if self._as_nodes:
                shown |= _ALWAYS
                ref = agreement_ref(record)
                name = record.title or f"{record.kind} of {', '.join(p.id for p in record.parties)}"
                self.graph.add_node(str(ref), kind=ref.kind, id=ref.id, name=name, **about)
        elif self._as_edges:
            self._edge(record.subject, record.object, record.relation, about)
        for edge in derive(record, standing, shown) if shown else ():
            self._edge(edge.subject, edge.object, edge.relation, {**about, **_time(edge.standing), "derived": True})

    def _about(self, record: Record, standing: Standing) -> dict[str, Any]:
        documents = {claim.document for claim in record.claims}
        return {
            "fact": record.id,
            **_time(standing),
            "support": 1 if len(documents) == 1 else support(record.claims, self.bundle.documents),
            "disputed": bool(standing.disputed),
            "derived": False,
            "evidence": record.claims,
            "record": record,
        }

    def _edge(self, subject: Ref, to: Ref, relation: str, about: dict[str, Any]) -> None:
        start, end = str(subject), str(to)
        for name, ref in ((start, subject), (end, to)):
            if name not in self._drawn:
                self._drawn.add(name)
                if name not in self.graph:
                    self.graph.add_node(name, kind=ref.kind, id=ref.id, name=ref.id)
        key = about["fact"]
        if about["derived"] and self.graph.has_edge(start, end, key):  # two derived edges of one fact
            key = f"{relation} {key}"
        symmetric = schema().relation(relation).symmetric
        self.graph.add_edge(start, end, key, relation=relation, symmetric=symmetric, **about)


def _time(standing: Standing) -> dict[str, Any]:
    return {
        "status": standing.status,
        "date": standing.date,
        "valid_from": standing.valid_from,
        "valid_to": standing.valid_to,
        "known_from": standing.known_from,
    }
