"""Measures the reader on articles that it did not learn from, and writes RESULTS.md beside this file (`make eval`).

Each of the seven measured batches is read with models that learned from all other batches, with thresholds that were
chosen inside those. `--last` also reads the batches that nothing was learned from, with the bundled weights.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from graphkit.gazetteer import gazetteer
from graphkit.model import Document
from graphkit.reading import LEAST, read
from graphkit.reading.gold import to_gold
from graphkit.reading.trained import decode
from graphkit.reading.trained.candidates import TYPE_OF
from graphkit.reading.trained.linear import FILE, Model, pack, unpack
from tests.reading import dating, examples, tuning
from tests.reading.examples import ADDED, MEASURED, UNREAD, Example
from tests.reading.scoring import EASY, Score, score
from tests.reading.train import finished, train
from tests.reading.tuning import Seen

RESULTS = Path(__file__).with_name("RESULTS.md")
_SOME = (2, 4, 8)
_CURVE = ("060", "100", "155")
_EVERY: list[Example] = []
"""The articles, read once; the processes that measure a batch each inherit them."""

_NOTE = Path(__file__).with_name("RESULTS.head.md")


def main() -> None:
    """Measure and write the results."""
    _EVERY.extend(examples.examples(MEASURED + ADDED))
    systems: dict[str, dict[str, Score]] = {"rules": {}, "model": {}, "together": {}, "default": {}}
    relaxed, curve = Score(), {n: Score() for n in _SOME}
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        for batch, (scores, loose, learned) in zip(MEASURED, pool.map(_measured, MEASURED), strict=True):
            for name, one in scores.items():
                systems[name][batch] = one
            relaxed.add(loose)
            for number, one in learned.items():
                curve[number].add(one)
            print(batch, *(f"{n} {_rates(s)}" for n, s in scores.items()), sep="  ", flush=True)
    parts = [_by_batch(systems), _by_relation(systems), _dates(), _curve(curve, systems), _relaxed(relaxed), _speed()]
    text = "\n\n".join(parts)
    last = "\n\n" + _unread() if "--last" in sys.argv else ""
    RESULTS.write_text(_NOTE.read_text("utf-8").rstrip() + "\n\n" + text + last + "\n", encoding="utf-8")
    print(text + last)


def _measured(batch: str) -> tuple[dict[str, Score], Score, dict[int, Score]]:
    """Return how one batch is read after learning from the others: by system, relaxed, and by how much was learned."""
    others = [e for e in _EVERY if e.batch != batch]
    model = unpack(pack(finished(others)))
    seen = _seen(model, [e for e in _EVERY if e.batch == batch])
    scores = {
        "rules": tuning.total(seen, tuning.only_rules()),
        "model": tuning.total(_without_rules(seen), model.thresholds),
        "together": tuning.total(seen, model.thresholds),
        "default": tuning.total(seen, model.thresholds, least=LEAST),
    }
    numbers = _SOME if batch in _CURVE else ()
    learned = {n: _learned_from(n, batch, others, seen, model) for n in numbers}
    return scores, tuning.total(seen, model.thresholds, strict=False), learned


def _seen(model: Model, read_in: Iterable[Example]) -> list[Seen]:
    return [Seen(e, decode.look(e.prepared, model)) for e in read_in]


def _without_rules(seen: Iterable[Seen]) -> list[Seen]:
    """Return what the models see alone; what titles and names give away stays, no model learns it."""
    out = []
    for entry in seen:
        e = entry.example
        kept = [r for r in e.records if not {k[0] for k in decode.relations_of(r)} & set(TYPE_OF)]
        out.append(Seen(Example(e.batch, e.name, e.gold, e.prepared, e.maker, kept), entry.sight))
    return out


def _learned_from(number: int, batch: str, others: Sequence[Example], seen: Sequence[Seen], full: Model) -> Score:
    """Return the score with models that learned from some of the other batches, at the thresholds of all."""
    names = sorted({e.batch for e in others})
    start = names.index(min((n for n in names if n > batch), default=names[0]))
    chosen = {names[(start + 3 * i) % len(names)] for i in range(number)}
    model = train([e for e in others if e.batch in chosen])
    return tuning.total(_seen(model, [s.example for s in seen]), full.thresholds)


def _sum(scores: Iterable[Score]) -> Score:
    result = Score()
    for one in scores:
        result.add(one)
    return result


def _rates(found: Score) -> str:
    p, r, f = found.rates()
    return f"P {p:.3f} R {r:.3f} F1 {f:.3f} core {found.core()[2]:.3f} forbidden {found.forbidden}"


def _row(*cells: object) -> str:
    return "| " + " | ".join(f"{c:.3f}" if isinstance(c, float) else str(c) for c in cells) + " |"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    return "\n".join([_row(*head), _row(*["---"] * len(head)), *(_row(*r) for r in rows)])


def _by_batch(systems: dict[str, dict[str, Score]]) -> str:
    rows: list[list[object]] = []
    for name, scores in systems.items():
        for batch, one in [*scores.items(), ("all", _sum(scores.values()))]:
            rows.append([name, batch, *one.rates(), *one.core(), one.forbidden])
    head = ["reader", "batch", "P", "R", "F1", "core P", "core R", "core F1", "forbidden"]
    return "## By batch, strict\n\n" + _table(head, rows)


def _by_relation(systems: dict[str, dict[str, Score]]) -> str:
    rules, both = _sum(systems["rules"].values()), _sum(systems["together"].values())
    rows = []
    for name in sorted(both.relations() | rules.relations()):
        gold = both.found[name] + both.missed[name]
        rows.append([name, gold, *rules.rates([name]), *both.rates([name]), both.found[name], both.wrong[name]])
    head = ["relation", "gold", "rules P", "R", "F1", "together P", "R", "F1", "found", "wrong"]
    return "## By relation, all seven batches, strict\n\n" + _table(head, rows)


def _dates() -> str:
    rows = dating.by_batch((*MEASURED, *ADDED, *UNREAD))
    return "## Dates of the facts found, by batch, with the bundled weights\n\n" + _table(dating.HEAD, rows)


def _curve(curve: dict[int, Score], systems: dict[str, dict[str, Score]]) -> str:
    rules, both = ([systems[name][b] for b in _CURVE] for name in ("rules", "together"))
    rows: list[list[object]] = [["0 (rules)", *_short(_sum(rules))]]
    rows += [[n, *_short(one)] for n, one in curve.items()]
    rows.append(["all other (10)", *_short(_sum(both))])
    head = ["batches learned from", "P", "R", "F1", "core F1", "forbidden"]
    return f"## Learning curve, together with the rules, over {', '.join(_CURVE)}\n\n" + _table(head, rows)


def _short(one: Score) -> list[object]:
    return [*one.rates(), one.core()[2], one.forbidden]


def _relaxed(found: Score) -> str:
    return "## Relaxed (without status and good), together\n\n" + _table(
        ["P", "R", "F1", "core F1"], [[*found.rates(), found.core()[2]]]
    )


def _speed() -> str:
    texts = [(text, gold.get("published")) for batch in MEASURED for _, text, gold in examples.articles(batch)]
    read(Document("warm", "", texts[0][0], "h"), gazetteer())
    start = time.process_time()
    for text, published in texts:
        read(Document("d", "", text, "h", published=published), gazetteer())
    each = (time.process_time() - start) / len(texts)
    size = FILE.stat().st_size
    pace = f"{60 / each:,.0f} articles a minute on one core ({each * 1000:.0f} ms each)"
    return f"## Speed\n\n{pace}; {size:,} bytes of weights."


def _unread() -> str:
    rows: list[list[object]] = []
    for batch in UNREAD:
        found = Score()
        for _, text, gold in examples.articles(batch):
            facts = to_gold(read(Document("d", "", text, "h", published=gold.get("published")), gazetteer()))["facts"]
            found.add(score(gold, facts))
        rows.append([batch, *found.rates(), *found.rates(found.relations() - EASY), found.forbidden])
    head = ["batch", "P", "R", "F1", "core P", "core R", "core F1", "forbidden"]
    return "## Batches that nothing was learned from, with the bundled weights\n\n" + _table(head, rows)


if __name__ == "__main__":
    main()
