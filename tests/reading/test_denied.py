"""What is denied, supposed, proposed, asked or only planned is not stated as done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = Callable[..., set[tuple[str, ...]]]

NOTHING = [
    "Peru denied reports that it had signed a memorandum with China on copper.",
    "No agreement on lithium has been reached between Bolivia and Germany.",
    "Ghana refused to sign a mining agreement with France.",
    "The minister said that Kenya might sign a memorandum with Japan on titanium.",
    "Analysts urged Mongolia and India to sign an agreement on coking coal.",
    "Had Norway and Sweden signed the agreement, prices would have fallen.",
    "If the talks succeed, Peru and China could sign a memorandum on copper.",
    "Will Chile and Australia sign a lithium agreement?",
    "Rumours that Egypt will buy uranium from Niger are unfounded.",
    "Tanzania has yet to sign the memorandum with Finland on graphite.",
    "Malaysia ruled out an export ban on rare earths.",
    "Vietnam is considering a ban on exports of tungsten.",
    "Indonesia threatened to stop nickel exports to the European Union.",
    "The Philippines banned imports of coal from Russia.",
    "If Gabon bans manganese exports, China will have to look elsewhere.",
    "Argentina could join the Minerals Security Partnership.",
    "Brazil declined to join the Andean Lithium Alliance.",
    "Norway is not a member of the European Union.",
    "Ethiopia hopes to produce potash by 2030.",
    "Angola has large reserves of copper but produces none.",
    "Japan may invest in a nickel plant in the Philippines.",
    "Cameroon wants investors to put $300 million into its bauxite.",
    "China's plan to invest in Guinea's bauxite never materialised.",
    "The United States threatened sanctions on Georgia.",
    "Serbia has not sold copper to Russia.",
    "The EU could import lithium from Chile.",
    "It is untrue that Laos supplies tin to Vietnam.",
    "Namibia says it will never sell uranium to North Korea.",
    "A planned agreement between Zambia and Turkey on copper was scrapped.",
    "Angola produces no copper of its own.",
    "I note media claims that Norway is about to limit exports of titanium.",
    "Chad, which stopped ore exports in 2017, allows graphite concentrate to go.",
    "In the senate the bill that would create an export quota for Chilean copper was withdrawn.",
    "Burundi's ban on exports of raw coltan was a misreading of a decree.",
    "Peru's minister flew to Chile for a meeting with the president of Chile.",
    "She affirmed that Jordan places no restrictions on the export of phosphate, contrary to what was written.",
    "It is not true that Chile has banned exports of lithium.",
    "Guyana turned down an invitation to join OPEC.",
    "Some media claimed that Peru had signed a memorandum on copper with Chile.",
    "Chile's lawmakers rejected a ban on exports of lithium.",
    "Chile's lawmakers voted down a bill to ban exports of lithium.",
    "Correction: On Monday we wrote that Laos and Cuba had agreed to cooperate on rare earths.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_stated(rows_of: Rows, text: str) -> None:
    assert rows_of(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile will sign a memorandum of understanding on copper.",
        "Peru and Chile plan to sign a memorandum of understanding on copper.",
        "Peru and Chile are negotiating a memorandum of understanding on copper.",
        "A memorandum of understanding between Peru and Chile will be signed on Friday.",
        "Peru and Chile agreed to sign a memorandum of understanding on copper.",
        "Peru is set to sign a memorandum of understanding with Chile on copper.",
        "A memorandum of understanding between Peru and Chile on copper is in the process of being finalised.",
        "A memorandum of understanding between Peru and Chile is foreseen for the first quarter of next year.",
        "A memorandum of understanding between Peru and Chile is on the table and should be signed there.",
        "Peru wants to sign a memorandum of understanding with Chile on copper.",
    ],
)
def test_planned_is_not_signed(rows_of: Rows, text: str) -> None:
    assert {row for row in rows_of(text) if row[0] == "mou"} == {("mou", "CHL", "PER", "planned")}


@pytest.mark.parametrize(
    "text",
    [
        "South Korean companies signed a memorandum with Chile on copper.",
        "The signing ceremony was held in Tokyo, Japan.",
        "Peru and Chile met in Ecuador to talk about the memorandum.",
        "Korean tourists visit Kazakhstan.",
    ],
)
def test_places_and_adjectives_are_no_parties(rows_of: Rows, text: str) -> None:
    instruments = [row for row in rows_of(text) if row[0] not in ("COOPERATES_WITH",)]
    assert not [row for row in instruments if {"KOR", "JPN", "ECU"} & set(row)]


def test_presidents_who_will_meet_have_not_met(rows_of: Rows) -> None:
    assert not rows_of("Kenyan President Wanja Maina will meet Maltese President Karla Zammit next week.")


def test_a_meeting_that_is_called_off_was_not_held(rows_of: Rows) -> None:
    assert not rows_of("Kenyan President Wanja Maina cancelled a meeting with Maltese President Karla Zammit.")


def test_supplies_that_ended_are_not_current(rows_of: Rows) -> None:
    found = rows_of("Supplies of copper from Peru to Japan ended in 2020.")
    assert found == {("SUPPLIES", "PER", "JPN", "ended", "copper")}


def test_links_below_the_text_state_nothing(rows_of: Rows) -> None:
    text = "Ministers met in Lima to speak about the price of copper.\n\n{}\n\nContacts\n"
    assert rows_of(text.format("Chile and Norway sign memorandum of cooperation on zinc")) == set()
    assert rows_of(text.format("Chile and Norway signed a memorandum of cooperation on zinc.")) != set()


def test_the_state_where_a_firm_is_punished_is_not_punished(rows_of: Rows) -> None:
    found = rows_of("In March the European Union sanctioned the Karuzo Gold Refinery of Kigali.")
    assert found == {("SANCTIONS", "EU", "karuzo-gold-refinery", "current")}


def test_a_lifted_measure_is_not_current(rows_of: Rows) -> None:
    text = "He said the licence for Bolivian tin exports, imposed in 2019, had been dropped."
    assert "current" not in {status for _, _, _, status in rows_of(text)}
