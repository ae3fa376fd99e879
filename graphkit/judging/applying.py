"""Judgements applied to records: nodes that are one, facts wrong or right, instruments joined and fulfilled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graphkit.bundle import Bundle, refs_of
from graphkit.facts import former_ids, joined, make_fact, merge, unjoined
from graphkit.judging.judgements import Judgements, key
from graphkit.judging.said import moved, restored, said_refs
from graphkit.model import Claim, Fact, Instrument, Record, Ref, slug
from graphkit.schema import schema

READER = "judgement"
"""The reader of claims that a judgement made of the claims of two instruments."""


def prepared(bundle: Bundle, rows: Judgements) -> Bundle:
    """Return the bundle as it is written under these judgements: wrong facts out, right ones in, nodes replaced."""
    let_in = [r for r in bundle.doubtful if rows.right & {r.id, moved(r, rows.same).id}]
    if not (rows.same or rows.wrong or let_in):
        return bundle
    pairs = [(record, judged(record, rows)) for record in [*bundle.records, *let_in]]
    records = [kept for _, kept in pairs if kept is not None]
    past = [(record.id, kept) for record, kept in pairs if isinstance(kept, Instrument)]
    lost = lost_of((record, [kept]) for record, kept in pairs if isinstance(record, Instrument))
    unspoken = {ref for record, kept in pairs if kept is None for ref in refs_of(record)}
    unspoken -= {ref for record in records for ref in refs_of(record)}
    nodes = {ref: n for ref, n in bundle.nodes.items() if ref not in unspoken or "source" in n.properties}
    return Bundle(dict(bundle.documents), nodes, merge(attached(records, lost), past))


def lost_of(pairs: Iterable[tuple[Record, Iterable[Record | None]]]) -> dict[str, set[str] | None]:
    """Return, by id, the documents that say nothing of an instrument any more; None where nothing is left of it."""
    lost: dict[str, set[str] | None] = {}
    for record, kept in pairs:
        left = {claim.document for part in kept if part is not None for claim in part.claims}
        lost[record.id] = {claim.document for claim in record.claims} - left if left else None
    return lost


def attached(records: Iterable[Record], lost: Mapping[str, set[str] | None]) -> list[Record]:
    """Return the records; of facts at an instrument go the claims of documents that say nothing of it any more."""
    out: list[Record] = []
    for record in records:
        ends = [end.id for end in record.ends if end.kind == "Agreement" and end.id in lost]
        gone = [lost[end] for end in ends]
        if None in gone:
            continue
        documents = set().union(*(documents for documents in gone if documents))
        claims = tuple(c for c in record.claims if c.document not in documents)
        if claims:
            out.append(record if len(claims) == len(record.claims) else replace(record, claims=claims))
    return out


def judged(record: Record, rows: Judgements) -> Record | None:
    """Return the record with its nodes replaced by those that they are, without what is wrong; None if nothing is left.

    An id that a judgement calls wrong may be that of the fact as its source names its ends, or as it stands now.
    """
    kept = _not_wrong(record, rows.wrong)
    return None if kept is None else _not_wrong(moved(kept, rows.same), rows.wrong)


def settled(
    records: Iterable[Record], rows: Judgements, formerly: Iterable[tuple[str, Instrument]] = ()
) -> list[Record]:
    """Return the records merged as `merge` does it, with instruments joined and fulfilled as judged."""
    if not rows.joined and not rows.fulfilled:
        return merge(records, formerly)
    marks = frozenset(right for _, right in rows.joined)
    keys = {key(f"Agreement/{left}", f"Agreement/{right}") for left, right in rows.fulfilled}
    bare = [replace(r, claims=tuple(unjoined(c, marks) for c in r.claims)) for r in records]
    past = [(i, replace(r, claims=tuple(unjoined(c, marks) for c in r.claims))) for i, r in formerly]
    merged = merge([r for r in bare if not _is_pledge(r, keys)], past)
    marked = _joined([r for r in merged if isinstance(r, Instrument)], rows)
    if marked:
        merged = merge(marked.get(r.id, r) for r in merged)
    return merge([*merged, *_fulfilments(merged, rows)]) if rows.fulfilled else merged


def unsettled(record: Record, rows: Sequence[Judgements] | None) -> list[Record]:
    """Return the record as its sources say it, as far as any of these judgements (None: any at all) changed it."""
    marks = None if rows is None else frozenset(right for one in rows for _, right in one.joined)
    keys = None if rows is None else {row.key for one in rows for row in one.standing if row.judgement == "fulfils"}
    nodes = set() if rows is None else {ref for one in rows for ref in one.same}
    if _is_pledge(record, keys):
        return []
    plain = replace(record, claims=tuple(unjoined(c, marks) for c in record.claims))
    return restored(plain, lambda claim: rows is None or not nodes.isdisjoint(said_refs(claim)))


def resolve(identity: str, instruments: Sequence[Instrument]) -> Instrument | None:
    """Return the instrument with this id, or the one that had it before it took in more claims."""
    exact = next((i for i in instruments if i.id == identity), None)
    if exact is not None:
        return exact
    before = [
        i for i in instruments if any(identity in former_ids(raw) for raw in _as_said(i) if _alike(identity, raw))
    ]
    return min(before, key=lambda i: i.id, default=None)


def shares(instrument: Instrument) -> list[Instrument]:
    """Return what each document alone says of an instrument: its id does not depend on other documents."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in instrument.claims:
        by_document[claim.document].append(unjoined(claim))
    out: list[Instrument] = []
    for _, claims in sorted(by_document.items()):
        alone = merge([replace(instrument, claims=tuple(claims))])
        out += [record for record in alone if isinstance(record, Instrument)]
    return out


def _not_wrong(record: Record, wrong: frozenset[str]) -> Record | None:
    """Return the record without what is wrong.

    Of an instrument that is what a document says, if that alone bears the id: what else is loaded changes nothing.
    """
    if isinstance(record, Fact) or not wrong:
        return None if record.id in wrong else record
    gone = {c for share in shares(record) if share.id in wrong for c in share.claims}
    gone |= {c for c in map(unjoined, record.claims) if replace(record, claims=(c,)).id in wrong}
    if not gone:
        return record
    claims = tuple(c for c in record.claims if unjoined(c) not in gone)
    return replace(record, claims=claims) if claims else None


def _joined(instruments: Sequence[Instrument], rows: Judgements) -> dict[str, Instrument]:
    """Return, by id, the instruments that a judgement joins to others, marked so that they merge."""
    marks: dict[str, set[str]] = defaultdict(set)
    for left, right in rows.joined:
        pair = [resolve(identity, instruments) for identity in (left, right)]
        if all(pair) and len({(i.kind, i.parties) for i in pair if i}) == 1:
            for one in pair:
                if one is not None:
                    marks[one.id].add(right)
    by_id = {i.id: i for i in instruments}
    return {i: replace(by_id[i], claims=tuple(joined(c, m) for c in by_id[i].claims)) for i, m in marks.items()}


def _fulfilments(records: Sequence[Record], rows: Judgements) -> Iterator[Fact]:
    """Yield a fact for each plan that was fulfilled; its evidence is that of the plan and of what was signed."""
    if not rows.fulfilled:
        return
    instruments = [r for r in records if isinstance(r, Instrument)]
    stages = schema().statuses
    for left, right in rows.fulfilled:
        plan, signed = resolve(left, instruments), resolve(right, instruments)
        if plan is None or signed is None or plan.id == signed.id or plan.parties != signed.parties:
            continue
        row = key(f"Agreement/{left}", f"Agreement/{right}")
        claims = [_pledge(row, c) for c in plan.claims if stages.get(c.status or "") == "intent"]
        claims += [_pledge(row, c, c.date) for c in signed.claims if stages.get(c.status or "") != "intent"]
        if claims:
            ends = Ref("Agreement", signed.id), Ref("Agreement", plan.id)
            yield make_fact("FULFILS", *ends, sorted(set(claims), key=lambda c: c.sort_key))


def _pledge(row: str, claim: Claim, date: str | None = None) -> Claim:
    place = (claim.document, claim.quote, claim.start, claim.end, claim.published)
    return Claim(*place, date=date, reader=READER, rule=row)


def _is_pledge(record: Record, keys: set[str] | None) -> bool:
    """Tell whether a judgement with one of these keys (None: with any) made the fact."""
    if isinstance(record, Instrument) or record.relation != "FULFILS":
        return False
    return all(c.reader == READER and (keys is None or c.rule in keys) for c in record.claims)


def _as_said(instrument: Instrument) -> list[Instrument]:
    """Return the instrument as it stands, and as its sources name its parties and topics."""
    raw = merge(restored(instrument, lambda claim: True))
    return [instrument, *(r for r in raw if isinstance(r, Instrument) and r != instrument)]


def _alike(identity: str, instrument: Instrument) -> bool:
    """Tell whether the readable heads of the ids begin alike: kind and parties."""
    head = slug(" ".join([instrument.kind, *(p.id for p in instrument.parties[:4])]))[:40]
    return identity.startswith(head.rstrip("-"))
