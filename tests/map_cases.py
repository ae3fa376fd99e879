"""Bundles for the tests of maps: a small one, one whose every text is hostile, and large generated ones."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import random
import re
from itertools import accumulate
from typing import Any

from graphkit.bundle import Bundle
from graphkit.model import Claim, Document, Fact, Node, Record, Ref
from tests.builders import IDN, JPN, KAZ, KOR, LITHIUM, MSP, NICKEL, bundle, claim, fact, mou, supplies, topics

MOTIE = Ref("Ministry", "KOR/motie")
URATA = Ref("Official", "JPN/hideyuki-urata")
AGENCY = Ref("Company", "the-agency")
NAMES = {
    KOR: "South Korea", JPN: "Japan", IDN: "Indonesia", KAZ: "Kazakhstan", LITHIUM: "lithium", NICKEL: "nickel",
    MSP: "Minerals Security Partnership", MOTIE: "Ministry of Trade", URATA: "Hideyuki Urata", AGENCY: "The Agency",
}  # fmt: skip
THREE = "The two signed three papers on lithium on 12 June 2024."
EARLIER = "A rival paper has them signed a month before."
TEXT = " ".join(
    [THREE, "They plan one more on nickel.", "Kazakhstan is asked for nickel.", "Korea and Japan joined.", "He serves."]
)
PAPER = Document("paper", "Two papers in Astana", TEXT, "1" * 64, "The Daily", "https://example.org/astana", "2024-06")
RIVAL = Document("rival", "A rival's view", EARLIER, "2" * 64, "The Other", "", "2024-07-01")


def small() -> Bundle:
    """Ten entities: signed, planned, sought, disputed, ended and undated facts of six relations."""
    signed = claim(PAPER, quote=THREE, status="signed", date="2024-06-12", count=3, topics=topics(LITHIUM))
    rival = claim(RIVAL, EARLIER, status="signed", date="2024-05-12", topics=topics(LITHIUM))
    planned = claim(PAPER, quote="They plan one more on nickel.", status="planned", topics=topics(NICKEL))
    sought = claim(PAPER, quote="Kazakhstan is asked for nickel.", status="sought")
    joined = claim(PAPER, quote="Korea and Japan joined.", status="member", since="2022-06-14")
    left = claim(PAPER, quote="Korea and Japan joined.", status="left", since="2022-06-14", until="2025-01-31")
    serves = claim(PAPER, quote="He serves.", title="Deputy Director-General")
    bare = Claim("paper", "He serves.", TEXT.index("He serves."), len(TEXT))
    records: list[Record] = [
        mou(signed, rival, parties=(KAZ, KOR)),
        mou(planned, parties=(IDN, KAZ)),
        supplies([sought], "nickel", KAZ, IDN),
        fact("MEMBER_OF", KOR, MSP, joined),
        fact("MEMBER_OF", JPN, MSP, left),
        fact("SERVES_IN", URATA, Ref("Country", "JPN"), serves),
        fact("MINISTRY_OF", MOTIE, KOR, bare),
        fact("BASED_IN", AGENCY, KOR, bare),
    ]
    return bundle([PAPER, RIVAL], records, NAMES)


HOSTILE = [
    '<img src=x onerror="window.broken=1">', "</script><script>window.broken=1</script>", "{{7*7}}{% include 'x' %}",
    "\u2028\u2029<!-- --><![CDATA[", "\u202eright to left \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "\U0001f1f0\U0001f1f7\U0001f468\u200d\U0001f469\u200d\U0001f467 emoji",
    "x" * 500, '" onmouseover="window.broken=1" x="', "=HYPERLINK(1)", "javascript:window.broken=1",
]  # fmt: skip


def hostile() -> Bundle:
    """Every name, sentence, title, publisher, address and qualifier is something that a careless page would run."""
    documents = [
        Document(f"d{i}", bad, bad, str(i) * 64, bad, "javascript:window.broken=1", None)
        for i, bad in enumerate(HOSTILE)
    ]
    countries = [
        Ref("Country", code) for code in ("KOR", "JPN", "IDN", "KAZ", "CAN", "USA", "CHN", "DEU", "FRA", "ITA")
    ]
    records: list[Record] = []
    for i, bad in enumerate(HOSTILE):
        one, other = countries[i], countries[(i + 1) % len(countries)]
        row = Claim(
            f"d{i}", f"{bad.replace(',', ' ').replace(chr(34), ' ')},https://example.org/{i}", 0, 1, reader="table"
        )
        said = claim(f"d{i}", bad, status="signed", title=bad, topics=topics(LITHIUM))
        records += [mou(said, parties=(one, other)), fact("SERVES_IN", Ref("Official", f"KOR/o{i}"), one, row)]
        records.append(Fact("RESTRICTS_EXPORT_OF", one, LITHIUM, (("measure", bad),), (claim(f"d{i}", bad),)))
    names = {ref: HOSTILE[i] for i, ref in enumerate(countries)} | {LITHIUM: HOSTILE[0]}
    names |= {Ref("Official", f"KOR/o{i}"): bad for i, bad in enumerate(HOSTILE)}
    return bundle(documents, records, [Node(ref, name) for ref, name in names.items()])


def generated(entities: int, facts: int) -> Bundle:
    """A graph with hubs, as real ones have; the same for the same numbers."""
    chance = random.Random(entities)
    parties = [Ref("Company", f"company-{number}") for number in range(entities)]
    weights = [1 / (number + 1) ** 0.7 for number in range(entities)]
    document = Document("made", "Generated", "so it is", "3" * 64, "Nobody", "", "2020-01-01")
    records: dict[str, Record] = {}
    while len(records) < facts:
        one, other = chance.choices(parties, weights, k=2)
        if one != other:
            year = str(chance.randint(1995, 2025))
            said = claim(
                "made", f"{one.id} and {other.id} in {year}", status="current", date=year, published="2020-01-01"
            )
            record = fact("INVESTS_IN", one, other, said)
            records[record.id] = record
    return bundle([document], records.values(), {ref: ref.id for ref in parties})


def trade(flows: int, years: int = 1) -> Bundle:
    """Flows of seven minerals among 219 countries, with values."""
    from graphkit.visualizations.world import places

    chance = random.Random(flows)
    countries = [Ref("Country", code) for code in sorted(places())[:219]]
    minerals = ["lithium", "nickel", "cobalt", "copper", "graphite", "manganese", "tin"]
    weights = [1 / (number + 1) ** 0.5 for number in range(len(countries))]
    chance.shuffle(countries)
    pairs: set[tuple[Ref, Ref]] = set()
    while len(pairs) < flows // years:
        one, other = chance.choices(countries, weights, k=2)
        if one != other:
            pairs.add((one, other))
    records: list[Record] = []
    for one, other in sorted(pairs):
        mineral = chance.choice(minerals)
        for year in range(2022, 2022 - years, -1):
            value = round(chance.paretovariate(0.9) * 1e4)
            row = Claim("baci", f"{year},{one.id},{other.id},{mineral},{value},x", 0, 1, None, "current", None,
                        (("value_usd", value),), "table")  # fmt: skip
            qualifiers = (("mineral", mineral), ("series", "made"), ("year", str(year)))
            records.append(Fact("SUPPLIES", one, other, qualifiers, (row,)))
    document = Document("baci", "Generated trade", "so it is", "4" * 64)
    nodes = {ref: ref.id for ref in countries} | {Ref("Mineral", name): name for name in minerals}
    return bundle([document], records, nodes)


def unpacked(page: str) -> dict[str, Any]:
    """Return the data that a page carries, in columns as `contents.payload` has them."""
    found = re.search(r'<script type="application/json" id="data" data-packed="(\d)">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    raw = gzip.decompress(base64.b64decode(found[2])).decode() if found[1] == "1" else found[2]
    drawn, told = map(json.loads, raw.split("\n"))
    facts: dict[str, Any] = drawn["facts"]
    for name, column in facts.items():
        if isinstance(column, dict):
            ends = list(accumulate(column["sizes"]))
            facts[name] = [column["flat"][end - size : end] for size, end in zip(column["sizes"], ends, strict=True)]
    facts |= {name: column for name, column in told.items() if name not in ("texts", "documents")}
    return {**drawn, "texts": told["texts"], "documents": told["documents"]}


def unnamed(page: str) -> list[str]:
    """Return what the policy of a page would not let run or hold: it should be nothing."""
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert found is not None
    policy = html.unescape(found[1])
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    inner = [text for tag in ("script", "style") for text in re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)]
    assert len(inner) >= 2
    digests = {text: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inner}
    wrong = [text[:60] for text, digest in digests.items() if f"'sha256-{digest}'" not in policy]
    markup = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)
    return wrong + re.findall(r"unsafe\S*", policy) + re.findall(r'\s(?:style|on\w+)="[^>]*', markup)
