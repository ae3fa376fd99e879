"""A small world for the tests of the reports: four parties, two forums, plans, pacts, measures and a quarrel."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from graphkit import reports
from graphkit.bundle import Bundle
from graphkit.model import Document, Node, Record, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.stores.base import Store
from tests.builders import FORGE, IDN, JPN, KAZ, KOR, LITHIUM, MSP, NICKEL, article, bundle, claim, fact, mou, supplies
from tests.builders import topics as named

CHN, USA = Ref("Country", "CHN"), Ref("Country", "USA")
MINISTRY = Ref("Ministry", "KOR/motie")
AHN, BEK = Ref("Official", "KOR/ahn-duk-geun"), Ref("Official", "KAZ/bek-serik")

MARCH = article(
    "Indonesia and Kazakhstan plan a memorandum on lithium. Korea and Indonesia plan a memorandum on nickel. Korea is "
    "in the MSP. China leads the MSP. Korea seeks lithium of Kazakhstan. China and Kazakhstan signed a pact in 2023.",
    publisher="Yonhap", published="2024-03-06",
)  # fmt: skip
JUNE = article(
    "Korea and Kazakhstan signed a memorandum on lithium on 12 June 2024. Minister Ahn of the trade ministry met Bek "
    "that day. Kazakhstan joined the MSP in May 2024. Japan and Indonesia signed a nickel memorandum on 12 June 2024.",
    publisher="Korea.net", published="2024-06-13",
)  # fmt: skip
LATER = article(
    "Korea and Indonesia signed their memorandum on nickel in January 2025. China stopped lithium for Korea on "
    "1 December 2024. Tokyo and Jakarta put their paper on nickel into force on 14 June 2024.",
    publisher="Kyodo", published="2025-01-20",
)  # fmt: skip
TABLE = article("msp,JPN,member\nmsp,IDN,left\nmsp,USA,chair\nforge,KOR,member\nforge,succeeds,msp\nkorea,2023,lithium")


def world() -> Bundle:
    """All of it."""
    nodes = [
        Node(MSP, "Minerals Security Partnership", {"source": "table", "document": TABLE.id, "ended": "2026-02-04"}),
        Node(MINISTRY, "Ministry of Trade, Industry and Energy"),
        Node(AHN, "Ahn Duk-geun"),
        Node(BEK, "Bek Serik"),
        *(Node(ref, name) for ref, name in ((KAZ, "Kazakhstan"), (KOR, "South Korea"), (CHN, "China"))),
    ]
    return bundle([MARCH, JUNE, LATER, TABLE], [*_pacts(), *_forums(), *_others()], nodes).settled()


def _pacts() -> list[Record]:
    lithium, nickel = named(LITHIUM), named(NICKEL)
    said = "Indonesia and Kazakhstan plan a memorandum on lithium."
    both = "Korea and Indonesia plan a memorandum on nickel."
    signed = "Korea and Indonesia signed their memorandum on nickel in January 2025."
    first = "Japan and Indonesia signed a nickel memorandum on 12 June 2024."
    second = "Tokyo and Jakarta put their paper on nickel into force on 14 June 2024."
    pact = "China and Kazakhstan signed a pact in 2023."
    return [
        mou(claim(MARCH, said, status="planned", topics=lithium), parties=(IDN, KAZ)),
        mou(
            claim(MARCH, both, status="planned", topics=nickel, title="Nickel memorandum"),
            claim(LATER, signed, status="signed", date="2025-01", topics=nickel, title="Nickel memorandum"),
        ),
        mou(
            claim(JUNE, first, status="signed", date="2024-06-12", topics=nickel),
            claim(LATER, second, status="signed", date="2024-06-14", topics=nickel),
            parties=(JPN, IDN),
        ),
        mou(claim(JUNE, _KOREA_KAZAKHSTAN, status="signed", date="2024-06-12", topics=lithium), parties=(KOR, KAZ)),
        mou(claim(MARCH, pact, status="signed", date="2023", topics=lithium), parties=(CHN, KAZ), kind="agreement"),
    ]


_KOREA_KAZAKHSTAN = "Korea and Kazakhstan signed a memorandum on lithium on 12 June 2024."


def _forums() -> list[Record]:
    return [
        fact("MEMBER_OF", KOR, MSP, claim(MARCH, "Korea is in the MSP.", status="member")),
        fact("MEMBER_OF", KAZ, MSP, claim(JUNE, "Kazakhstan joined the MSP", status="member", since="2024-05")),
        fact("MEMBER_OF", JPN, MSP, claim(_row(), "msp,JPN,member", status="member", since="2022-06-14")),
        fact("MEMBER_OF", IDN, MSP, claim(_row(), "msp,IDN,left", status="left", since="2022", until="2023-06-30")),
        fact("MEMBER_OF", KOR, FORGE, claim(_row(), "forge,KOR,member", status="member", since="2026-02-04")),
        fact("LEADS", CHN, MSP, claim(MARCH, "China leads the MSP.")),
        fact("LEADS", USA, MSP, claim(_row(), "msp,USA,chair", role="chair", since="2022-06-14", until="2026-02-04")),
        fact("SUCCEEDS", FORGE, MSP, claim(_row(), "forge,succeeds,msp", date="2026-02-04")),
    ]


def _others() -> list[Record]:
    ministry = "Minister Ahn of the trade ministry"
    return [
        supplies([claim(MARCH, "Korea seeks lithium of Kazakhstan.", status="sought")]),
        fact(
            "RESTRICTS_EXPORT_OF", CHN, LITHIUM,
            claim(LATER, "China stopped lithium for Korea on 1 December 2024.", status="current", date="2024-12-01"),
            measure="export ban", against="KOR",
        ),
        fact("LISTS_AS_CRITICAL", KOR, LITHIUM, claim(_row(), "korea,2023,lithium"), list="korea", year=2023),
        fact("MINISTRY_OF", MINISTRY, KOR, claim(JUNE, ministry)),
        fact("SERVES_IN", AHN, MINISTRY, claim(JUNE, ministry, title="Minister for Minerals", since="2024-01")),
        fact("SERVES_IN", BEK, KAZ, claim(JUNE, "met Bek", title="Minister of Industry")),
        fact("MET_WITH", AHN, BEK, claim(JUNE, f"{ministry} met Bek that day.", date="2024-06-12")),
    ]  # fmt: skip


def _row() -> Document:
    """The table: its claims have no date of publication."""
    return replace(TABLE, published=None)


def ask(store: Store, name: str, *subjects: str, **given: Any) -> Answer:
    """Return the answer of a report; what is not an option of all is the report's own."""
    own = {key: given.pop(key) for key in list(given) if key not in Question.__dataclass_fields__}
    for key in {"as_of", "since", "until"} & set(given):
        given[key] = dt.date.fromisoformat(given[key])
    return reports.get(name).run(store, subjects, Question(**given, options=own))
