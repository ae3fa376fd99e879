"""The facts at some things, asked for as a search goes on: of a store, which looks them up, or of a bundle."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graphkit.bundle import Bundle
from graphkit.derived import agreement_ref
from graphkit.leading import only_leader
from graphkit.links import Link, link
from graphkit.model import Document, Fact, Instrument, Record, Ref
from graphkit.schema import schema
from graphkit.selecting import endings, fits, select, stands, topics_of
from graphkit.standing import Standing
from graphkit.stores.base import Selection, Store
from graphkit.stores.reading import TOLD, ended_forums

# What holds as long as its ends do: it is in an answer for any day, though the tables give it no date.
TIMELESS = frozenset({"PART_OF", "MINISTRY_OF", "BASED_IN"})

_OF_INSTRUMENTS = frozenset({"INSTRUMENT", "PARTY_TO", "COVERS", "SIGNED_MOU", "SIGNED_AGREEMENT", "COOPERATES_ON"})

RECENT = 5
"""So many years back the rows of data sets are looked at: there are thousands a year, and each says much the same."""


def things(record: Record) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Return the ends of a record, an instrument itself among them, and the other things that it is about."""
    own = (agreement_ref(record),) if isinstance(record, Instrument) else ()
    ends = (*record.ends, *own)
    return ends, tuple(sorted(topics_of(record) - set(ends)))


def still(record: Record, standing: Standing, day: dt.date) -> Standing:
    """Return how a record stood on a day: who left a forum later was a member still."""
    left = isinstance(record, Fact) and record.relation == "MEMBER_OF" and standing.ended
    if not left or standing.valid_to is None or standing.over(day):
        return standing
    return replace(standing, status=schema().relation("MEMBER_OF").statuses[0])


class FactsAt:
    """The facts of a source at the things that were looked at: `seen` by id, `degree` the facts at each thing.

    With `rows` those of data sets are looked at too; else only what sources tell, since almost every two countries
    trade something.
    """

    def __init__(
        self,
        source: Store | Bundle,
        relations: frozenset[str] = frozenset(),
        as_of: dt.date | None = None,
        rows: bool = True,
    ):
        self._source = source
        since = (as_of or dt.date.today()).year - RECENT
        self._has_rows = isinstance(source, Bundle) or bool(source.query("MATCH (l:Load) RETURN l.id LIMIT 1").rows)
        told = self._has_rows and not rows  # where there are none, all is found from the things, which is quicker
        self._selection = Selection(relations=relations, as_of=as_of, rows_since=since, told=told, bare=True)
        self.as_of = as_of
        self.seen: dict[str, Record] = {}
        self.degree: dict[Ref, int] = {}
        self._links: dict[str, Link] = {}
        self._left_out: set[str] = set()
        self._documents: dict[str, Document] = {}
        self._ended: dict[Ref, dt.date] | None = None
        self._beside_rows: Counter[Ref] | None = None
        self._index: Mapping[Ref, list[Record]] = _indexed(source) if isinstance(source, Bundle) else {}

    @property
    def undated(self) -> int:
        """The number of facts at what was looked at that were left out for want of any date."""
        return len(self._left_out)

    @property
    def apart(self) -> bool:
        """Whether there are rows of data sets that were not looked at."""
        if not self._selection.told:
            return False
        return not isinstance(self._source, Bundle) or any(map(_is_row, self._source.records))

    def look(self, refs: Iterable[Ref]) -> list[Record]:
        """Return the facts at some things that were not seen yet, sorted by id."""
        asked = list(refs)
        new = {record.id: record for record in self._at(asked) if record.id not in self.seen}
        self._cite(new.values())
        clashing = self._clashing(new.values())
        out = []
        for identity in sorted(new):
            made = self._link(new[identity], identity in clashing)
            if made is None:
                self._left_out.add(identity)
            else:
                self.seen[identity] = new[identity]
                self._links[identity] = made
                out.append(new[identity])
        return out

    def link(self, record: Record) -> Link:
        """Return a fact that was seen with its standing on the day of the question."""
        return self._links[record.id]

    def at(self, ref: Ref) -> list[Record]:
        """Return the facts at a thing that were seen."""
        return [record for record in self.seen.values() if any(ref in some for some in things(record))]

    def count(self, refs: Iterable[Ref]) -> None:
        """Learn how many facts that sources tell there are at some things, whatever is asked for."""
        wanted = sorted({ref for ref in refs if ref not in self.degree})
        if isinstance(self._source, Bundle):
            self.degree.update({ref: sum(not _is_row(r) for r in self._index.get(ref, ())) for ref in wanted})
            return
        beside = self._told_beside_rows() if self._has_rows else Counter[Ref]()
        self.degree.update({ref: beside[ref] for ref in wanted})
        left_out = schema().of_rows if self._has_rows else ()
        for kind in sorted({ref.kind for ref in wanted}):
            ties = f"-[r:{'|'.join(name for name in _counted(kind) if name not in left_out)}]-()"
            # A party has one such tie for a fact; a topic and an instrument may have more.
            number = f"COUNT {{ (n){ties} }}" if kind in schema().parties else "count(DISTINCT r.fact)"
            apart = " WHERE r.series IS NULL"  # what follows from rows
            match = f"MATCH (n:{kind} {{id: id}}){'' if kind in schema().parties else ties + apart}"
            text = f"UNWIND $ids AS id {match} RETURN id, {number} AS number ORDER BY id"
            ids = [ref.id for ref in wanted if ref.kind == kind]
            for identity, number in self._source.query(text, {"ids": ids}).rows:
                self.degree[Ref(kind, identity)] += number

    def _told_beside_rows(self) -> Counter[Ref]:
        """Return how many facts that sources tell there are at each thing, of the relations that rows have too."""
        if self._beside_rows is None:
            assert not isinstance(self._source, Bundle)
            self._beside_rows = Counter()
            for name in schema().of_rows:
                for end in "ab":
                    found = f"MATCH (a)-[r:{name}]->(b) WHERE {TOLD} RETURN labels({end})[0] AS kind, {end}.id AS id"
                    for kind, identity, number in self._source.query(f"{found}, count(*) ORDER BY kind, id").rows:
                        self._beside_rows[Ref(kind, identity)] += number
        return self._beside_rows

    def _at(self, refs: list[Ref]) -> Iterator[Record]:
        if isinstance(self._source, Bundle):
            found = {record.id: record for ref in refs for record in self._index.get(ref, ())}
            yield from (r for r in found.values() if fits(r, self._selection, self._forums()))
            return
        topics = frozenset(ref for ref in refs if ref.kind in schema().topics)
        yield from self._source.read(replace(self._selection, around=frozenset(refs), topics=topics)).records
        agreements = frozenset(ref.id for ref in refs if ref.kind == "Agreement")
        relations = self._selection.relations & _OF_INSTRUMENTS if self._selection.relations else _OF_INSTRUMENTS
        if agreements and relations:
            yield from self._source.read(replace(self._selection, facts=agreements, relations=relations)).records

    def _clashing(self, records: Iterable[Record]) -> set[str]:
        """Return the ids of facts of which only one at a time can be true (who leads a forum) and more are claimed."""
        found: set[str] = set()
        for name in sorted(name for name, relation in schema().relations.items() if relation.one_per):
            at = frozenset(r.object for r in records if isinstance(r, Fact) and r.relation == name)
            if at:
                asked = Selection(relations=frozenset({name}), around=at, bare=True)
                same = select(self._source, asked) if isinstance(self._source, Bundle) else self._source.read(asked)
                found |= set(only_leader([r for r in same.records if isinstance(r, Fact)]))
        return found

    def _link(self, record: Record, clashes: bool) -> Link | None:
        """Return the record as a link; None if it has no date and a day is asked for."""
        timeless = not isinstance(record, Instrument) and record.relation in TIMELESS
        standing = stands(record, self.as_of, self._forums())
        if standing is None or (self.as_of is not None and standing.undated and not timeless):
            return None
        if self.as_of is not None:
            standing = still(record, standing, self.as_of)
        if clashes:
            standing = replace(standing, disputed=tuple(sorted({*standing.disputed, "subject"})))
        return link(record, standing, record.claims, self._documents)

    def _cite(self, records: Iterable[Record]) -> None:
        """Learn of the documents that tell how many sources a fact of several has."""
        several = ({claim.document for claim in record.claims} for record in records)
        wanted = {i for some in several if len(some) > 1 for i in some} - set(self._documents)
        if wanted:
            source = self._source
            self._documents |= source.documents if isinstance(source, Bundle) else source.documents(wanted)

    def _forums(self) -> dict[Ref, dt.date]:
        """Return the last days of the forums that ended, read once."""
        if self._ended is None:
            source = self._source
            if isinstance(source, Bundle):
                self._ended = endings(source.nodes.values())
            else:
                self._ended = ended_forums(lambda text: source.query(text).rows)
        return self._ended


def _counted(kind: str) -> list[str]:
    """Return the relations that tell how many facts there are at a thing of a kind.

    What follows from a fact counts where the fact itself stands elsewhere: at a topic, and at an instrument.
    """
    topic = kind in schema().topics
    return [
        name
        for name, relation in schema().relations.items()
        if kind in relation.sources | relation.targets
        and name != "MENTIONS"
        and (topic or not relation.derived or name == "PARTY_TO")
    ]


def _is_row(record: Record) -> bool:
    return isinstance(record, Fact) and record.is_row


def _indexed(bundle: Bundle) -> Mapping[Ref, list[Record]]:
    index: dict[Ref, list[Record]] = defaultdict(list)
    for record in bundle.records:
        ends, topics = things(record)
        for ref in dict.fromkeys((*ends, *topics)):
            index[ref].append(record)
    return index
