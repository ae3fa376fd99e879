"""`graphkit review`: what is open, and what a decision does: a row in the file and the facts in the store, or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphkit.bundle import Bundle, refs_of
from graphkit.errors import InputError
from graphkit.files import replacing
from graphkit.judging import judgements
from graphkit.judging.applying import READER, judged, shares
from graphkit.judging.judgements import Judgement, Judgements
from graphkit.loaders import Progress
from graphkit.model import MACHINE, Document, Instrument, Node, Record, Ref
from graphkit.resources import part
from graphkit.review import KINDS
from graphkit.review.proposals import Finder, Proposal
from graphkit.stores.base import Changes, Store, Verdict
from graphkit.tables.rows import is_table

_REJECTED = {"same": "different", "fulfils": "different", "right": "wrong"}


def no_progress(what: str, done: int, total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Read:
    """One article of the store, read again: what it says, what the reader is not sure of, the nodes of both."""

    document: Document
    records: tuple[Record, ...]
    doubtful: tuple[tuple[Record, float], ...]
    nodes: tuple[Node, ...]

    def bundle(self, records: Sequence[Record]) -> Bundle:
        """Return some of its records as a bundle."""
        refs = {ref for record in records for ref in refs_of(record)}
        return Bundle({self.document.id: self.document}, {n.ref: n for n in self.nodes if n.ref in refs}, list(records))


def proposals(
    bundle: Bundle, rows: Judgements, kinds: Iterable[str] = KINDS, progress: Progress = no_progress
) -> list[Proposal]:
    """Return the open proposals about what a store holds, in a fixed order, without what is judged already."""
    finder = Finder(bundle, rows)
    found: list[Proposal] = []
    wanted = set(kinds)
    if "nodes" in wanted:
        found += finder.nodes()
    if "instruments" in wanted:
        found += finder.instruments()
    if "plans" in wanted:
        found += finder.plans()
    if "facts" in wanted:
        found += finder.doubtful(held for read in read_again(bundle, progress) for held in read.doubtful)
    by_key = {p.key: p for p in reversed(found)}
    return sorted(by_key.values(), key=lambda p: (KINDS.index(p.kind), p.left, p.right))


def read_again(bundle: Bundle, progress: Progress = no_progress) -> Iterator[Read]:
    """Yield what the articles of a store say, read from the texts that it holds."""
    from graphkit.reading import read

    articles = _articles(bundle)
    for number, document in enumerate(articles, 1):
        reading = read(document)
        doubtful = tuple((held.record, held.confidence) for held in reading.doubtful)
        progress("articles read", number, len(articles))
        yield Read(document, tuple(reading.records), doubtful, tuple(reading.nodes))


def _articles(bundle: Bundle) -> list[Document]:
    """Return the documents with a text that are no table, no data set and no record of a machine."""
    rows = {c.document for r in bundle.records for c in r.claims if not c.told or c.reader == MACHINE}
    found = (d for d in bundle.documents.values() if d.id not in rows and d.text.strip() and not is_table(d))
    return sorted(found, key=lambda d: d.id)


# ---------------------------------------------------------------- decisions
def decide(store: Store, keys: Sequence[str], accept: bool, reason: str) -> list[Judgement]:
    """Accept or reject open proposals, all or none; the rows are returned that now stand in the file.

    What is rejected may also be a fact or an instrument of the store, by its id.
    """
    bundle, rows = store.read(), store.judgements()
    open_now = {p.key: p for p in proposals(bundle, rows, _kinds_of(keys))}
    new: list[Judgement] = []
    add = Bundle()
    for key in dict.fromkeys(keys):
        proposal = open_now.get(key)
        if proposal is None:
            new += _refused_facts(bundle, rows, key, accept, reason)
            continue
        word = proposal.judgement if accept else _REJECTED[proposal.judgement]
        new.append(_row(word, proposal.left, proposal.right, reason))
        if word == "right" and proposal.record is not None:
            for read in read_again(_only(bundle, proposal.record)):
                add.add(read.bundle([r for r, _ in read.doubtful if r.id == proposal.left]))
    record(store, judgements.added(own_file(store), new), add)
    return new


def pass_judgement(store: Store, row: Judgement) -> Judgement:
    """Write a judgement that nobody proposed, and apply it."""
    judgements.check(row, "This judgement")
    bundle = store.read()
    agreements = {f"Agreement/{r.id}" for r in bundle.records if isinstance(r, Instrument)}
    for ref in (row.left, row.right):
        if ref and Ref.parse(ref) not in bundle.nodes and ref not in agreements:
            raise InputError(f"The store has no {ref}.")
    new = _row(row.judgement, row.left, row.right, row.reason)
    record(store, judgements.added(own_file(store), [new]), Bundle())
    return new


def undo(store: Store, wanted: Sequence[str]) -> list[Judgement]:
    """Take back rows of the user's own file, by key or by number, all or none; the rows are returned."""
    path = own_file(store)
    own = judgements.read(path)
    gone = [_own_row(store, own, text) for text in dict.fromkeys(wanted)]
    text = judgements.removed(path, {row.key for row in gone})
    after = _standing(text, path)
    add, drop = Bundle(), []
    back = {row.left for row in gone if row.judgement == "wrong"}
    doubted = {row.left for row in gone if row.judgement == "right"}
    for read in read_again(store.read()) if back | doubted else ():
        add.add(read.bundle([r for r in read.records if _ids(r, after) & back]))
        drop += [r for r, _ in read.doubtful if _ids(r, after) & doubted]
    record(store, text, add, tuple(drop))
    return gone


def bring_in_line(store: Store) -> Changes:
    """Apply the file as it is now to all that the store holds, after it was edited by hand."""
    return store.judge(Verdict(None, store.judgements()))


def record(store: Store, text: str, add: Bundle, drop: tuple[Record, ...] = ()) -> None:
    """Change the facts of the store, then the file; if the store cannot be changed the file is not either."""
    path = own_file(store)
    before, after = store.judgements(), _standing(text, path)
    with replacing(path) as (unfinished,):
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        store.judge(Verdict(before, after, add, drop))


def own_file(store: Store) -> Path:
    """Return the user's own file of judgements, or raise InputError where there is no place for one."""
    if store.judgements_file is None:
        raise InputError(
            f"{store.address} has no place for judgements. Name a file for them: GRAPHKIT_JUDGEMENTS=judgements.csv"
        )
    return store.judgements_file


def _standing(text: str, path: Path) -> Judgements:
    return Judgements((*judgements.read(part("seeds") / judgements.NAME), *judgements.parse(text, path)))


def _row(word: str, left: str, right: str, reason: str) -> Judgement:
    return Judgement(word, left, right, " ".join(reason.split()), judgements.who(), dt.date.today().isoformat())


def _kinds_of(keys: Iterable[str]) -> set[str]:
    """Return the kinds of proposals that keys can be of, so that articles are read again only for doubtful facts."""
    kinds = {"n": ("nodes",), "a": ("instruments", "plans"), "f": ("facts",)}
    return {kind for key in keys for kind in (kinds.get(key[:1], ()) if key[1:2] == "-" else ())}


def _refused_facts(bundle: Bundle, rows: Judgements, key: str, accept: bool, reason: str) -> Iterator[Judgement]:
    """Yield the rows that call a fact of the store wrong; of an instrument one for what each document says of it."""
    identity = key.removeprefix("Agreement/")
    found = next((r for r in bundle.records if r.id == identity), None)
    made = next((c.rule for c in found.claims if c.reader == READER), None) if found is not None else None
    if made is not None:
        raise InputError(f"{key} follows from a judgement. Undo that: graphkit review undo {made}")
    if found is not None and not accept:
        parts = shares(found) if isinstance(found, Instrument) else [found]
        yield from (_row("wrong", i, "", reason) for i in dict.fromkeys(p.id for p in parts))
        return
    if found is not None:
        raise InputError(f"{key} is a fact of the store already; only a proposal is accepted.")
    judged_row = next((row for row in rows.standing if row.key == key), None)
    if judged_row is not None:
        raise InputError(
            f"{key} is judged already ({judged_row.judgement}). Undo that first: graphkit review undo {key}"
        )
    raise InputError(f'There is no open proposal "{key}". `graphkit review` lists them.')


def _own_row(store: Store, own: Sequence[Judgement], text: str) -> Judgement:
    if text.isdecimal() and 1 <= int(text) <= len(own):
        return own[int(text) - 1]
    found = next((row for row in own if row.key == text), None)
    if found is not None:
        return found
    if any(row.key == text for row in store.judgements().rows):
        raise InputError(f"{text} is one of the bundled judgements; a row of your own overrules it.")
    raise InputError(f'There is no judgement "{text}". `graphkit review judgements` lists them.')


def _only(bundle: Bundle, record: Record) -> Bundle:
    wanted = {claim.document for claim in record.claims}
    return Bundle({i: d for i, d in bundle.documents.items() if i in wanted})


def _ids(record: Record, rows: Judgements) -> set[str]:
    """Return the ids by which a judgement may mean what an article says."""
    moved = judged(record, Judgements(tuple(row for row in rows.rows if row.judgement == "same")))
    ids = {record.id} | ({moved.id} if moved is not None else set())
    return ids | ({share.id for share in shares(record)} if isinstance(record, Instrument) else set())
