"""What sentences state: one sentence a way of saying it, with the rows that it gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.reading import Reading

Rows = Callable[..., set[tuple[str, ...]]]
Readings = Callable[..., Reading]

STATED: dict[str, set[tuple[str, ...]]] = {
    # instruments
    "Zambia and Botswana signed a memorandum of understanding on copper.": {("mou", "BWA", "ZMB", "signed")},
    "The memorandum of understanding on graphite was signed by Mozambique and the European Union.": {
        ("mou", "EU", "MOZ", "signed")
    },
    "A memorandum of understanding between Peru and Japan on zinc was concluded in Lima.": {
        ("mou", "JPN", "PER", "signed")
    },
    "Brazil and India are expected to sign an agreement on niobium.": {("agreement", "BRA", "IND", "planned")},
    "Ecuador and Sweden exchanged notes on a framework agreement covering copper.": {
        ("framework", "ECU", "SWE", "signed")
    },
    "The pact that Oman and Malta signed in 2019 deals with gypsum.": {("agreement", "MLT", "OMN", "signed")},
    "Under a memorandum with Finland, Canada will share data.": {("mou", "CAN", "FIN", "signed")},
    "The agreement between Uzbekistan and France on uranium entered into force in January.": {
        ("agreement", "FRA", "UZB", "in_force")
    },
    "Egypt terminated its phosphate supply agreement with Romania.": {("contract", "EGY", "ROU", "terminated")},
    "Kenya signed memorandums of understanding with Spain and Norway.": {
        ("mou", "ESP", "KEN", "signed"),
        ("mou", "KEN", "NOR", "signed"),
    },
    "Japan and Peru agreed with Chile to conclude a memorandum on zinc.": {("mou", "CHL", "JPN", "PER", "planned")},
    "No. The memorandum of understanding Malta and Rwanda signed in 2024 is still there.": {
        ("mou", "MLT", "RWA", "signed")
    },
    "Peru, a country of miners, and the mineral-rich Chile signed an agreement on zinc.": {
        ("agreement", "CHL", "PER", "signed")
    },
    # supply
    "Chile exports copper to Japan and lithium to South Korea.": {
        ("SUPPLIES", "CHL", "JPN", "current", "copper"),
        ("SUPPLIES", "CHL", "KOR", "current", "lithium"),
    },
    "Malta no longer sells tin to Peru.": {("SUPPLIES", "MLT", "PER", "ended", "tin")},
    "Chile exports copper to Japan.": {("SUPPLIES", "CHL", "JPN", "current", "copper")},
    "Japan imports 60 percent of its nickel from the Philippines.": {("SUPPLIES", "PHL", "JPN", "current", "nickel")},
    "India will buy 100,000 tonnes of phosphate a year from Morocco.": {
        ("SUPPLIES", "MAR", "IND", "planned", "phosphate")
    },
    "South Korea aims to secure lithium from Argentina.": {("SUPPLIES", "ARG", "KOR", "sought", "lithium")},
    "Vietnam needs coal from Australia.": {("SUPPLIES", "AUS", "VNM", "sought", "coal")},
    "Shipments of cobalt from Zambia to Belgium fell.": {("SUPPLIES", "ZMB", "BEL", "current", "cobalt")},
    "Mongolia's coal exports to China grew.": {("SUPPLIES", "MNG", "CHN", "current", "coal")},
    "Uganda's main exports to Kenya consist of timber and tea.": {
        ("SUPPLIES", "UGA", "KEN", "current", "timber"),
        ("SUPPLIES", "UGA", "KEN", "current", "tea"),
    },
    "Malta wants to buy base metals, particularly tin and zinc, from Peru.": {
        ("SUPPLIES", "PER", "MLT", "sought", "tin"),
        ("SUPPLIES", "PER", "MLT", "sought", "zinc"),
    },
    # production
    "Kazakhstan is the world's largest producer of uranium.": {("PRODUCES", "KAZ", "uranium", "current")},
    "Peru is the second producer of copper behind Chile.": {
        ("PRODUCES", "PER", "copper", "current"),
        ("PRODUCES", "CHL", "copper", "current"),
    },
    "Angola mined diamonds worth a billion dollars.": {("PRODUCES", "AGO", "diamonds", "current")},
    # export controls
    "Indonesia banned exports of nickel ore in 2020.": {("RESTRICTS_EXPORT_OF", "IDN", "nickel", "current")},
    "China imposed export controls on gallium and germanium.": {
        ("RESTRICTS_EXPORT_OF", "CHN", "gallium", "current"),
        ("RESTRICTS_EXPORT_OF", "CHN", "germanium", "current"),
    },
    "China lifted its ban on exports of antimony.": {("RESTRICTS_EXPORT_OF", "CHN", "antimony", "lifted")},
    "Myanmar plans to restrict exports of tin ore.": {("RESTRICTS_EXPORT_OF", "MMR", "tin", "planned")},
    "Cobalt may no longer be exported from Namibia.": {("RESTRICTS_EXPORT_OF", "NAM", "cobalt", "current")},
    "DR Congo replaced its ban on cobalt exports with quotas.": {
        ("RESTRICTS_EXPORT_OF", "COD", "cobalt", "lifted"),
        ("RESTRICTS_EXPORT_OF", "COD", "cobalt", "current"),
    },
    "A bill before the Philippine Senate would ban exports of nickel ore.": {
        ("RESTRICTS_EXPORT_OF", "PHL", "nickel", "planned")
    },
    # forums
    "Peru and Chile signed up as founding members of the Andean Tin Alliance.": {
        ("MEMBER_OF", "PER", "andean-tin-alliance", "member"),
        ("MEMBER_OF", "CHL", "andean-tin-alliance", "member"),
    },
    "Turkey is an observer in the Andean Tin Alliance.": {("MEMBER_OF", "TUR", "andean-tin-alliance", "observer")},
    "Argentina, Bolivia and Chile are members of the Andean Lithium Alliance.": {
        ("MEMBER_OF", "ARG", "andean-lithium-alliance", "member"),
        ("MEMBER_OF", "BOL", "andean-lithium-alliance", "member"),
        ("MEMBER_OF", "CHL", "andean-lithium-alliance", "member"),
    },
    "Vietnam left the Mekong Minerals Forum in 2023.": {("MEMBER_OF", "VNM", "mekong-minerals-forum", "left")},
    "Fiji will join the Pacific Nickel Alliance.": {("MEMBER_OF", "FJI", "pacific-nickel-alliance", "joining")},
    "The Andean Lithium Alliance is led by Chile.": {("LEADS", "CHL", "andean-lithium-alliance", "")},
    "Officials from Norway and Morocco took part in the Atlantic Phosphate Dialogue.": {
        ("PARTICIPATES_IN", "NOR", "atlantic-phosphate-dialogue", ""),
        ("PARTICIPATES_IN", "MAR", "atlantic-phosphate-dialogue", ""),
    },
    "Fijian Prime Minister Jone Tora (right) was received by Maltese President Karla Zammit.": {
        ("MET_WITH", "FJI/jone-tora", "MLT/karla-zammit", "")
    },
    # meetings, money, sanctions, cooperation
    "Chilean Mining Minister Luz Soto met her Argentine counterpart Ana Paz in Santiago.": {
        ("MET_WITH", "ARG/ana-paz", "CHL/luz-soto", "")
    },
    "Japan invested 30 million dollars in Namibia.": {("INVESTS_IN", "JPN", "NAM", "current")},
    "Andes Copper Ltd acquired a 10 percent stake in Baltic Tin Ltd.": {
        ("INVESTS_IN", "andes-copper-ltd", "baltic-tin-ltd", "current")
    },
    "The European Union imposed sanctions on Belarus.": {("SANCTIONS", "EU", "BLR", "current")},
    "Turkey and Azerbaijan agreed to cooperate on boron.": {("COOPERATES_WITH", "AZE", "TUR", "agreed")},
    "Kenya and Germany discussed cooperation in green hydrogen.": {("COOPERATES_WITH", "DEU", "KEN", "agreed")},
    "Kenya and Germany will work together on geothermal energy.": {("COOPERATES_WITH", "DEU", "KEN", "planned")},
    # clubs, as press releases put it
    "Ghana belongs to ECOWAS and the African Union.": {
        ("MEMBER_OF", "GHA", "AU", "member"),
        ("MEMBER_OF", "GHA", "ECOWAS", "member"),
    },
    "Together with Oman and Qatar, Bahrain forms the Gas Exporting Countries Forum.": {
        ("MEMBER_OF", c, "gas-exporting-countries-forum", "member") for c in ("BHR", "OMN", "QAT")
    },
    "Ghana, a member of the African Union, exports timber.": {("MEMBER_OF", "GHA", "AU", "member")},
    "Ghana has been a member of the African Union since 1963.": {("MEMBER_OF", "GHA", "AU", "member")},
    "Ghana has been a candidate for membership of the OECD since 2012.": {("MEMBER_OF", "GHA", "oecd", "joining")},
    "Ghana has applied for membership of the OECD.": {("MEMBER_OF", "GHA", "oecd", "joining")},
    "Ghana was admitted to the OECD.": {("MEMBER_OF", "GHA", "oecd", "member")},
    # controls
    "A ban on exports of tin has been in force in Bolivia since 2019.": {
        ("RESTRICTS_EXPORT_OF", "BOL", "tin", "current")
    },
    "They visited Gabon, whose ban on exports of manganese is new.": {
        ("RESTRICTS_EXPORT_OF", "GAB", "manganese", "current")
    },
    "Gabon has suspended export permits for manganese.": {("RESTRICTS_EXPORT_OF", "GAB", "manganese", "current")},
    "Gabon suspended its export licence requirement for manganese.": {
        ("RESTRICTS_EXPORT_OF", "GAB", "manganese", "lifted")
    },
    "From 1 October 2024 Gabon stops the export of manganese.": {
        ("RESTRICTS_EXPORT_OF", "GAB", "manganese", "planned")
    },
    # sanctions
    "The European Union lifted its sanctions on Karuzo Mining in May.": {
        ("SANCTIONS", "EU", "karuzo-mining", "lifted")
    },
    # trade
    "Spain is the biggest buyer of Bolivian tin.": {("SUPPLIES", "BOL", "ESP", "current", "tin")},
    "Spain has asked for tin from Bolivia.": {("SUPPLIES", "BOL", "ESP", "sought", "tin")},
    "Spain has asked Bolivia for tin.": {("SUPPLIES", "BOL", "ESP", "sought", "tin")},
    "Bolivia is the biggest exporter of tin to Spain.": {("SUPPLIES", "BOL", "ESP", "current", "tin")},
    "Spain will start buying tin from Bolivia next year.": {("SUPPLIES", "BOL", "ESP", "planned", "tin")},
    "Sierra Rutile supplies rutile to Tronox.": {("SUPPLIES", "sierra-rutile", "tronox", "current", "rutile")},
    "Karuzo Graphite Sur exports graphite to Spain, he said.": {
        ("SUPPLIES", "karuzo-graphite-sur", "ESP", "current", "graphite")
    },
}


@pytest.mark.parametrize("text", STATED)
def test_what_a_sentence_states(rows_of: Rows, text: str) -> None:
    found: set[tuple[str, ...]] = rows_of(text)
    assert found >= STATED[text]


@pytest.mark.parametrize("text", STATED)
def test_and_states_no_more(rows_of: Rows, text: str) -> None:
    own = {row[0] for row in STATED[text]}
    found: set[tuple[str, ...]] = rows_of(text)
    more = {row for row in found - STATED[text] if row[0] in own and row[0] != "COOPERATES_WITH"}
    assert not more


def test_topics_counts_and_levels_are_claims(reading_of: Readings) -> None:
    text = "On 3 May 2024 Peru and Chile signed three memorandums of understanding on copper and zinc."
    (record,) = reading_of(text).records
    claim = record.claims[0]
    assert claim.topics == ("Mineral/copper", "Mineral/zinc")
    assert (claim.get("count"), claim.get("level"), claim.date, claim.status) == (3, "state", "2024-05-03", "signed")
    assert (claim.reader, claim.rule) == ("rules", "instrument.active")


def test_an_agreement_between_firms_is_no_state_paper(reading_of: Readings) -> None:
    text = "Peru and Chile signed 24 agreements on zinc between companies and institutions of the two countries."
    (record,) = reading_of(text).records
    assert record.claims[0].get("level") == "company"


def test_no_year_is_invented(reading_of: Readings) -> None:
    text = "Peru and Chile signed a memorandum of understanding on copper on June 12."
    (record,) = reading_of(text, None).records
    assert record.claims[0].date is None
