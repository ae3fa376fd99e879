"""FollowTheMoney entities: into our kinds, out again, and what has no place in either."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.exports import followthemoney
from graphkit.model import Fact
from graphkit.stores.embedded import EmbeddedStore
from tests.datasets import DATA, changed, loaded

FILE = DATA / "followthemoney" / "entities.ijson"


def told(path: Path) -> dict[tuple[str, str, str], dict[str, object]]:
    """Return what each fact of a file says, by relation and ends."""
    found = [r for r in loaded(path).bundle.settled().records if isinstance(r, Fact)]
    return {(f.subject.id, f.relation, f.object.id): dict(f.claims[0].attributes) for f in found}


def test_entities_become_our_kinds() -> None:
    found = told(FILE)
    office = found[("KOR/hong-gil-dong", "SERVES_IN", "KOR/ministry-of-deep-mines")]
    assert office == {"title": "Minister of Deep Mines", "since": "2020-01", "until": "2022-05-09"}
    assert found[("deep-mines-ltd", "OWNED_BY", "deeper-holdings")] == {"share": 0.515}
    assert found[("KOR", "MEMBER_OF", "iea")] == {"since": "2002"}
    assert ("deep-mines-ltd", "BASED_IN", "AUS") in found
    assert ("KOR/ministry-of-deep-mines", "MINISTRY_OF", "KOR") in found


def test_other_schemata_are_left_out_by_name() -> None:
    assert dict(loaded(FILE).left_out) == {"schema Payment": 1, "people without an occupancy": 1}


def test_what_goes_out_comes_back(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        store.load(loaded(FILE).bundle)
        said = followthemoney.write(store, tmp_path / "out.ijson")
    assert "entities written" in said
    again = told(tmp_path / "out.ijson")
    assert again == told(FILE)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"51.5"', '"51,5"', "line 7, property percentage"),
        ('["au"]', '["zz"]', "line 5, property jurisdiction"),
        ('["2020-01"]', '["January"]', "line 4, property startDate"),
        ('{"name": ["Deeper Holdings"], "country": ["kr"]}', '{"name": "Deeper"}', "line 6: the properties"),
        ('{"id": "q"', '{"id": "p"', "line 11: the id p"),
        ('"Payment", "properties": {"payer": ["d"]}}', '"Payment", "properties": {', "line 12: this is not JSON"),
    ],
)
def test_what_does_not_fit_is_named(old: str, new: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        loaded(changed(FILE, tmp_path, old, new))
