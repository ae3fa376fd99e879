"""Articles with gold facts made into examples: which pairs stand in which relation, with status and topics."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphkit.gazetteer import gazetteer
from graphkit.model import Document, Record, Ref
from graphkit.reading import assemble, reader
from graphkit.reading.timing import dates
from graphkit.reading.trained import reading
from graphkit.reading.trained.candidates import TYPES, Pair
from graphkit.reading.trained.decode import WITH_TOPICS, Prepared
from tests.reading.scoring import Row, canon, matches

FOLDER = Path(__file__).parent / "articles"
MEASURED = ("020", "060", "080", "100", "120", "155", "170")
ADDED = ("200", "220", "240", "260")
UNREAD = ("280", "300", "320")
"""Batches that nothing is learned from."""


@dataclass(slots=True)
class Example:
    """An article with its gold facts, as the models see it."""

    batch: str
    name: str
    gold: Row
    prepared: Prepared
    maker: assemble.Maker
    records: list[Record]
    labels: dict[str, list[int | None]] = field(default_factory=dict)
    heavy: dict[str, set[int]] = field(default_factory=dict)
    statuses: dict[str, dict[int, str]] = field(default_factory=dict)
    topics: list[tuple[str, list[str], int]] = field(default_factory=list)


def articles(batch: str) -> Iterator[tuple[str, str, Row]]:
    """Yield the articles of a batch: name, text, gold."""
    for path in sorted((FOLDER / batch).glob("*.txt")):
        yield path.stem, path.read_text(encoding="utf-8"), json.loads(path.with_suffix(".json").read_text("utf-8"))


def examples(batches: tuple[str, ...]) -> list[Example]:
    """Return the articles of some batches as examples."""
    return [example(batch, *entry) for batch in batches for entry in articles(batch)]


def example(batch: str, name: str, text: str, gold: Row) -> Example:
    """Return one article as an example."""
    published = gold.get("published")
    day = dates.published(published, text)
    sheet = reader.annotate(Document(name, "", text, name, published=day), gazetteer())
    maker = assemble.Maker(sheet, published, dates.anchored(sheet.page.clean, dates.find(sheet.page.clean, day)))
    records = assemble.merged(reader._records(sheet, maker))
    prepared = reading.prepare(maker, records)
    result = Example(batch, name, gold, prepared, maker, records)
    for kind, relations in TYPES.items():
        for relation in relations:
            _label(result, kind, relation)
    result.topics = list(_topics(result))
    return result


def row(example: Example, relation: str, ends: tuple[Ref, Ref]) -> Row:
    """Return a relation between two nodes as the scorer sees it."""
    labels = example.prepared.article.labels
    one, other = ends
    return {
        "predicate": relation,
        "subject": one.id,
        "object": other.id,
        "subject_name": labels.get(one),
        "object_name": labels.get(other),
    }


def _label(example: Example, kind: str, relation: str) -> None:
    """Mark each pair of a kind: 1 where a gold fact rests on its sentence, None where one may, 0 else."""
    gold = example.gold
    facts = [f for f in gold["facts"] if relation in [f["predicate"], *f.get("predicate_alt", [])]]
    loose = [f for f in gold.get("optional", []) if relation in [f["predicate"], *f.get("predicate_alt", [])]]
    traps = [f for f in gold.get("forbidden", []) if f["predicate"] == relation]
    places = [_places(example, f) for f in facts]
    labels: list[int | None] = []
    heavy, statuses = set[int](), dict[int, str]()
    hits: dict[int, list[int]] = {}
    for position, (pair, _) in enumerate(example.prepared.pairs):
        if pair.kind != kind:
            labels.append(None)
            continue
        found = row(example, relation, pair.ends)
        same = [i for i, f in enumerate(facts) if matches(f, found, False)]
        for i in same:
            hits.setdefault(i, []).append(position)
        near = [i for i in same if pair.view.number in places[i]]
        labels.append(1 if near else None if same or any(matches(f, found, False) for f in loose) else 0)
        if near and facts[near[0]].get("status"):
            statuses[position] = facts[near[0]]["status"]
        if labels[-1] == 0 and any(matches(f, found, False) for f in traps):
            heavy.add(position)
    for i, positions in hits.items():
        if not any(labels[p] == 1 for p in positions):
            _next_to(example, positions, places[i], facts[i].get("status"), labels, statuses)
    example.labels[relation], example.heavy[relation], example.statuses[relation] = labels, heavy, statuses


def _next_to(
    example: Example,
    positions: list[int],
    places: set[int],
    status: str | None,
    labels: list[int | None],
    statuses: dict[int, str],
) -> None:
    """Take a pair in the sentence beside the quote where the quote itself does not name both."""
    for position in positions:
        number = example.prepared.pairs[position][0].view.number
        if any(abs(number - p) <= 1 for p in places):
            labels[position] = 1
            if status:
                statuses[position] = status


def _places(example: Example, fact: Row) -> set[int]:
    """Return the sentences that the quote of a gold fact touches."""
    text, quote = example.prepared.article.document.text, fact.get("evidence") or ""
    start = text.find(quote) if quote else -1
    if start < 0 and quote:
        start = text.find(quote[:40])
    if start < 0:
        return set()
    stop = start + len(quote)
    spans = ((v.number, v.syntax.sentence) for v in example.prepared.views)
    return {n for n, s in spans if s.start < stop and s.end > start}


def _topics(example: Example) -> Iterator[tuple[str, list[str], int]]:
    """Yield the topics around each true pair with whether they belong to it."""
    for relation in (*sorted(WITH_TOPICS), "SUPPLIES"):
        for position, (pair, _) in enumerate(example.prepared.pairs):
            if example.labels[relation][position] != 1:
                continue
            for topic in example.prepared.around(pair.view.number):
                if relation == "SUPPLIES" and topic.ref.kind == "Sector":
                    continue
                label = _of(example, relation, pair, topic.ref)
                if label is not None:
                    name = "SUPPLIES" if relation == "SUPPLIES" else "COVERS"
                    yield name, example.prepared.topic(pair, relation, topic), label


def _of(example: Example, relation: str, pair: Pair, topic: Ref) -> int | None:
    """Tell whether a topic belongs to a true pair: 1, 0, or None where it may."""
    gold: Row = example.gold
    if relation == "SUPPLIES":
        found = row(example, relation, pair.ends)
        goods: set[str] = set()
        for fact in gold["facts"]:
            if matches(fact, found, False):
                goods |= {canon(g) for g in _listed(fact.get("mineral"))}
        return int(canon(topic.id) in goods)
    rows = [row(example, "COVERS", (end, topic)) for end in pair.ends]
    for label, facts in ((1, gold["facts"]), (None, gold.get("optional", []))):
        for fact in facts:
            covers = {**fact, "predicate": "COVERS"} if fact["predicate"] == "COOPERATES_ON" else fact
            if any(matches(covers, r, False) for r in rows):
                return label
    return 0


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])
