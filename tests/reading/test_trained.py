"""The trained part: what it adds to the rules, that it is the same each time; how it learns and how it is scored."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from graphkit.gazetteer import gazetteer
from graphkit.model import Document
from graphkit.reading import assemble, read, reader
from graphkit.reading.timing import dates
from graphkit.reading.trained import linear
from graphkit.reading.trained import read as look
from graphkit.reading.trained.linear import Linear, Model, pack, unpack
from graphkit.reading.trained.words import stem
from tests.reading.learning import Table, fit
from tests.reading.scoring import Row, canon, forbidden, score, units

TEXT = (
    "Peru and Chile signed a memorandum of understanding on copper on Monday. Amaroq, which mines gold in Nalunaq, "
    "sells it to Switzerland. Kenya banned exports of raw graphite."
)


def maker(text: str) -> assemble.Maker:
    sheet = reader.annotate(Document("d", "", text, "h", published="2024-06-12"), gazetteer())
    return assemble.Maker(sheet, "2024-06-12", dates.anchored(sheet.page.clean, dates.find(sheet.page.clean, None)))


def test_rules_stay_and_every_record_has_a_confidence() -> None:
    made = maker(TEXT)
    rules = assemble.merged(reader._records(made.article, made))
    found = look(made, rules)
    assert {r.ends for r in rules} <= {s.record.ends for s in found}
    assert all(0 < s.confidence <= 1 for s in found)


def test_what_models_add_says_so_and_quotes_the_text() -> None:
    claims = [c for record in read(Document("d", "", TEXT, "h"), gazetteer()).records for c in record.claims]
    assert {c.reader for c in claims} <= {"rules", "model"}
    assert all(c.rule.startswith("model/") == (c.reader == "model") for c in claims)
    assert all(TEXT[c.start : c.end] == c.quote for c in claims)


def test_without_models_only_rules_speak() -> None:
    reading = read(Document("d", "", TEXT, "h"), gazetteer(), learned=False)
    assert {c.reader for record in reading.records for c in record.claims} == {"rules"}


def test_weights_are_small_and_read_once() -> None:
    assert linear.FILE.stat().st_size < 3_000_000
    assert linear.model() is linear.model()
    assert unpack(pack(linear.model())) == linear.model()


def test_models_score_features_that_they_know() -> None:
    model = Linear(("A", "B"), (0.5, -0.5), {"x": (1.0, 2.0), "y": (-1.0, 0.0)})
    assert model.scores(["x", "y", "unknown"]) == [0.5, 1.5]
    assert model.scores([]) == [0.5, -0.5]
    assert model.chances(["x"])["A"] == pytest.approx(0.8176, abs=1e-4)


def test_packing_rounds_and_drops_what_is_nothing() -> None:
    model = Model({"party": Linear(("A",), (0.1,), {"x": (0.5,), "z": (0.0001,)})}, {}, {}, {"A": 0.5})
    again = unpack(pack(model))
    assert again.pairs["party"].weights == {"x": (0.5,)}
    assert again.thresholds == {"A": 0.5}
    assert pack(again) == pack(model)


def test_learning_finds_what_tells_apart_and_is_the_same_each_time() -> None:
    chance = random.Random(1)
    labels = [i % 3 == 0 for i in range(300)]
    rows = [["common", "yes" if y else "no", f"noise{chance.randrange(9)}"] for y in labels]
    table = Table(rows, range(len(rows)), 2)
    first, second = (fit(table.rows, [int(y) for y in labels], [0.5] * 300, len(table.names) + 1) for _ in range(2))
    weight = dict(zip(["", *table.names], first, strict=True))
    assert first == second
    assert weight["yes"] > 1 > 0 > weight["no"]
    assert max(abs(w) for n, w in weight.items() if n.startswith("noise")) < 0.5


def test_rare_features_are_left_out() -> None:
    table = Table([["a", "b"], ["a"], ["c", "a"], ["c"]], [0, 0, 1, 1], 2)
    assert table.names == ["a"]
    assert table.rows == [[0, 1], [0, 1], [0, 1], [0]]


@pytest.mark.parametrize(("word", "cut"), [("investments", "invest"), ("supplies", "suppl"), ("ban", "ban")])
def test_stems(word: str, cut: str) -> None:
    assert stem(word) == cut


def fact(subject: str, predicate: str, target: str, **more: Any) -> Row:
    return {"subject": subject, "predicate": predicate, "object": target, **more}


def test_scoring_counts_found_wrong_and_missed() -> None:
    gold = {
        "facts": [
            fact("KOR", "SIGNED_MOU", "JPN", status="signed"),
            fact("CHL", "SUPPLIES", "CHN", status="current", mineral=["lithium", "copper"]),
        ],
        "optional": [fact("PER", "PRODUCES", "copper")],
        "forbidden": [fact("USA", "MEMBER_OF", "EU", why="a guest")],
    }
    given = [
        fact("JPN", "SIGNED_MOU", "KOR", status="signed"),
        fact("CHL", "SUPPLIES", "CHN", status="current", mineral=["lithium"]),
        fact("PER", "PRODUCES", "copper"),
        fact("USA", "MEMBER_OF", "EU", status="member"),
    ]
    result = score(gold, given)
    assert (sum(result.found.values()), sum(result.wrong.values()), sum(result.missed.values())) == (2, 1, 1)
    assert result.forbidden == 1
    assert forbidden(gold, given)[0][1] == "a guest"
    assert sum(score(gold, given, strict=False).missed.values()) == 0


def test_scoring_takes_names_of_one_thing_for_the_same() -> None:
    assert canon("Rare earths") == canon("REE") == "rare-earth-elements"
    gold = fact("KOR/motie", "SERVES_IN", "KOR", subject_name="Ministry of Trade")
    read_as = fact("KOR/ministry-of-trade", "SERVES_IN", "KOR")
    assert score({"facts": [gold]}, [read_as]).found["SERVES_IN"] == 1
    assert len(list(units([gold, gold], True))) == 1


def test_unread_batches_are_no_part_of_training() -> None:
    source = (Path(__file__).parent / "train.py").read_text(encoding="utf-8")
    assert "UNREAD" not in source
