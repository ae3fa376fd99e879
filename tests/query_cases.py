"""A sound saved query, and parameters for every bundled one, as people write them."""

from __future__ import annotations

Given = dict[str, str]

CASES: dict[str, list[Given]] = {
    "announced_never_signed": [{"as_of": "2026-06-30"}, {"as_of": "2024"}],
    "bridges_between_forums": [
        {"forum": "MSP", "other": "BRICS", "as_of": "2025"},
        {"forum": "EU", "other": "FORGE", "as_of": "2026-06"},
    ],
    "changes_since": [{"since": "2025-06", "until": "2026-06-30"}, {"since": "2024-01-01", "until": "2024-06"}],
    "common_partners": [{"one": "Korea", "other": "Japan"}, {"one": "EU", "other": "US"}],
    "companies_of_country": [{"country": "Korea"}, {"country": "China"}, {"country": "Kazakhstan"}],
    "critical_lists_of_mineral": [{"mineral": "lithium"}, {"mineral": "rare earths"}, {"mineral": "neodymium"}],
    "critical_without_pact": [{"country": "Korea"}, {"country": "EU"}],
    "disputed": [{}],
    "documents_about": [{"thing": "Korea"}, {"thing": "lithium"}],
    "documents_by_support": [{}, {"at_least": "50"}],
    "evidence_of_fact": [{"fact": "mou-aus-kor-2021-12-d3d4aefb85"}, {"fact": "can-cooperates-with-kor-83fd01a307"}],
    "export_restrictions_on_date": [
        {"as_of": "2025-06-30"},
        {"as_of": "2026-06-30", "mineral": "gallium"},
        {"as_of": "2023-01", "mineral": "nickel"},
    ],
    "exposed_to_supplier": [
        {"mineral": "lithium", "country": "Chile"},
        {"mineral": "nickel", "country": "Korea", "year": "2023", "at_least": "0.1"},
    ],
    "forum_leaders": [{}, {"forum": "MSP"}],
    "forum_members_on_date": [
        {"forum": "MSP", "as_of": "2024-03-06"},
        {"forum": "FORGE", "as_of": "2026-06"},
        {"forum": "ASEAN", "as_of": "2020"},
    ],
    "forum_members_with_pact": [{"as_of": "2025-06-30"}, {"forums": "MSP, EU", "other": "Korea", "as_of": "2024"}],
    "forums_in_common": [{"one": "Korea", "other": "Japan", "as_of": "2025"}, {"one": "US", "other": "EU"}],
    "forums_of_country": [{"country": "Korea", "as_of": "2024-03"}, {"country": "EU"}],
    "imports_around_pacts": [
        {"mineral": "lithium", "country": "Korea"},
        {"mineral": "nickel", "country": "China", "years": "4"},
    ],
    "instead_of": [{"country": "Korea"}, {"country": "US", "other": "EU"}],
    "machine_coded": [{"country": "Korea"}, {"country": "China", "since": "2024"}],
    "meetings_of_party": [{"party": "Korea"}, {"party": "Japan"}],
    "minerals_by_country": [{}, {"at_least": "3"}],
    "minerals_of_country": [{"country": "Korea"}, {"country": "Indonesia"}],
    "minerals_officials": [{"as_of": "2024-06"}, {"as_of": "2026-06", "words": "energy, industry"}],
    "most_connected_countries": [{}, {"limit": "5"}],
    "office_holders_on_date": [
        {"ministry": "KOR/motie", "as_of": "2024"},
        {"ministry": "KOR/motir", "as_of": "2026"},
        {"ministry": "METI", "as_of": "2024-03"},
        {"ministry": "ZWE/mmmd", "as_of": "2024-01"},
    ],
    "officials_of_country": [{"country": "Korea", "as_of": "2024-03"}, {"country": "China", "as_of": "2023-05"}],
    "orphans": [{}, {"kind": "Mineral"}],
    "pacts_by_concentration": [{}, {"stage": "refined", "year": "2023"}],
    "pacts_by_month": [{}, {"since": "2025"}],
    "pacts_of_pair": [{"one": "Korea", "other": "Kazakhstan"}, {"one": "EU", "other": "KOR"}],
    "pacts_on_topic": [{"topic": "lithium"}, {"topic": "batteries", "status": "signed"}],
    "pacts_per_country": [{"as_of": "2026-06-30"}, {"as_of": "2023", "other": "US"}],
    "pacts_that_ended": [{"as_of": "2026-06-30"}],
    "partners_of_country": [{"country": "South Korea"}, {"country": "China"}, {"country": "EU", "status": "planned"}],
    "partners_of_mineral": [{"mineral": "Li"}, {"mineral": "nickel"}, {"mineral": "neodymium"}],
    "path_of_pacts": [{"from": "Chile", "to": "Uzbekistan"}, {"from": "KOR/motie", "to": "China", "limit": "100"}],
    "planned_of_country": [{"country": "Korea"}, {"country": "Brazil"}],
    "producers_of_mineral": [{"mineral": "lithium"}, {"mineral": "nickel", "year": "2022"}],
    "restricted_and_signed": [
        {"mineral": "gallium", "country": "EU", "as_of": "2025-06-30"},
        {"mineral": "nickel", "country": "Korea", "as_of": "2026"},
    ],
    "shortest_path": [
        {"from": "Korea", "to": "lithium", "limit": "100"},
        {"from": "MSP", "to": "Kazakhstan"},
        {"from": "KOR/motie", "to": "nickel", "limit": "500"},
    ],
    "single_source_facts": [{}, {"articles": "no", "relation": "MET_WITH"}, {"articles": "no", "relation": "mou"}],
    "successions": [{}],
    "suppliers_of_mineral": [{"mineral": "lithium"}, {"mineral": "nickel", "year": "2022"}],
    "suppliers_to_country": [
        {"mineral": "lithium", "country": "Korea"},
        {"mineral": "nickel", "country": "China", "year": "2022"},
    ],
    "top_producers": [{"mineral": "lithium"}, {"mineral": "nickel", "stage": "mined", "year": "2022", "limit": "3"}],
    "who_met_whom": [{}, {"since": "2024"}],
}

# What these ask is in data sets, which the briefs and the reference tables do not have.
TRADE = {"exposed_to_supplier", "machine_coded", "pacts_by_concentration", "suppliers_to_country", "top_producers"}

HEAD = """// title: Members
// question: Who is in it?
// parameters:
//   forum (forum): the forum
// columns:
//   id: id of the member
//   name: its name
// key: id
"""
MATCH = "MATCH (c:Country)-[r:MEMBER_OF]->(f:Forum {id: $forum})\n"
SOUND = f"{HEAD}{MATCH}RETURN c.id AS id, c.name AS name\nORDER BY id\n"
