"""Whose official somebody is, where a text speaks of several countries; tables, appointments, interviews."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = Callable[..., set[tuple[str, ...]]]

HELD = {
    # by the item of a list
    "- KENYA: Mining Minister Ruto Barasa was upbeat.\n- ROMANIA: Energy Minister Ion Dragu met Peru's Ana Quispe.": {
        ("SERVES_IN", "KEN/ruto-barasa", "KEN/mining", ""),
        ("SERVES_IN", "ROU/ion-dragu", "ROU/ministry-of-energy", ""),
    },
    # by what acts in the sentence
    "TUNIS/MADRID -- Tunisia has cut exports, Industry Minister Amel Zribi said. Spain and Algeria are angry.": {
        ("SERVES_IN", "TUN/amel-zribi", "TUN/ministry-of-industry", ""),
    },
    # by a title beside it
    "Ghana signed. His Greek counterpart, Environment Minister Stavros Kalogeras, signed too. Ghana rejoiced.": {
        ("SERVES_IN", "GRC/stavros-kalogeras", "GRC/ministry-of-environment", ""),
    },
    # by the ministry that the text names
    "The Ministry of Mines and Energy of Cambodia and Laos met. Keo Rottha, Minister of Mines and Energy, signed.": {
        ("SERVES_IN", "KHM/keo-rottha", "KHM/ministry-of-mines-and-energy", ""),
    },
    # a guest is no minister of the host
    "Bangladesh and Bhutan agreed at the end of Prime Minister Tashi Dorjee's visit to Dhaka. Bhutan was pleased.": {
        ("SERVES_IN", "BTN/tashi-dorjee", "BTN", ""),
    },
    # by a row of a table
    "Iceland | Jon Hallgrimsson | Minister of Climate\nEstonia | H.E. Kadri Tamm | Minister of Climate\n\nEnd.": {
        ("SERVES_IN", "ISL/jon-hallgrimsson", "ISL/ministry-of-climate", ""),
    },
    # by the place of a signature
    "For the Republic of Chad: Ali Mahamat, Minister of Mines\nFor Peru: Ana Torres Vega, Ambassador\n\nRome.": {
        ("SERVES_IN", "TCD/ali-mahamat", "TCD/ministry-of-mines", ""),
        ("SERVES_IN", "PER/ana-torres-vega", "PER", ""),
    },
    # by a verb
    "On Sunday Bahrain's king appointed Yasser Al-Mannai Minister of Industry.": {
        ("SERVES_IN", "BHR/yasser-al-mannai", "BHR/ministry-of-industry", ""),
    },
    "In Chad, Ali Mahamat was appointed minister of mines on Monday.": {
        ("SERVES_IN", "TCD/ali-mahamat", "TCD/ministry-of-mines", ""),
    },
    "Burundi named Ali Ndayi ambassador to Luxembourg.": {("SERVES_IN", "BDI/ali-ndayi", "BDI", "")},
}


@pytest.mark.parametrize("text", HELD)
def test_whose_official_somebody_is(rows_of: Rows, text: str) -> None:
    found = {row for row in rows_of(text, offices=True) if row[0] == "SERVES_IN"}
    assert found >= HELD[text]
    assert len({row[1] for row in found if row[1].split("/")[1] in {r[1].split("/")[1] for r in HELD[text]}}) == len(
        HELD[text]
    )


@pytest.mark.parametrize(
    "text",
    [
        "Chad may appoint Ali Mahamat minister of mines.",
        "Ali Mahamat was not appointed minister of mines of Chad.",
        "Nobody knows whether Chad will name Ali Mahamat minister of mines.",
    ],
)
def test_who_may_be_appointed_holds_no_office(rows_of: Rows, text: str) -> None:
    assert not rows_of(text, offices=True)


@pytest.mark.parametrize(
    ("text", "ministry"),
    [
        ("Oman had left the talks, which its energy ministry called inaccurate.", "OMN"),
        (
            "Department of Climate and Energy, Dublin\nThe minister left Canada. Canada and Chile rejoiced.",
            "IRL",
        ),
        ("Talks broke down, the Ministry of Industry and Entrepreneurship Development of Peru confirmed.", "PER"),
    ],
)
def test_whose_ministry_it_is(rows_of: Rows, text: str, ministry: str) -> None:
    (row,) = {row for row in rows_of(text, offices=True) if row[0] == "MINISTRY_OF"}
    assert row[2] == ministry
    assert "development" in row[1] or ministry != "PER"


INTERVIEW = """Guyana's Natural Resources Minister Vickram Persaud talks about bauxite.

Q: What did you do in Riyadh?
A: I attended the Future Minerals Forum. I met the Saudi industry minister, Bandar Alkhorayef.

Q: And China?
A: We export bauxite to China. We are a member of CARICOM.

Q: We hear that Peru wants some?
A: No."""


def test_in_an_interview_i_and_we_are_who_answers(rows_of: Rows) -> None:
    assert rows_of(INTERVIEW) == {
        ("PARTICIPATES_IN", "GUY/vickram-persaud", "future-minerals-forum", ""),
        ("MET_WITH", "GUY/vickram-persaud", "SAU/bandar-alkhorayef", ""),
        ("SUPPLIES", "GUY", "CHN", "current", "bauxite"),
        ("MEMBER_OF", "GUY", "CARICOM", "member"),
    }


def test_a_speaker_whose_country_is_guessed_speaks_for_none(rows_of: Rows) -> None:
    text = "Rwanda is at war. Rwanda mines tin.\n\nMax Dupont, Minister of Foreign Affairs: We export tin to China."
    assert not {row for row in rows_of(text) if row[0] == "SUPPLIES"}
