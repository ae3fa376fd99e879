"""A served store is read from a web page: Neo4j's JavaScript driver in the browser, over a WebSocket."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from graphkit.stores.embedded import EmbeddedStore
from tests import map_cases, other_drivers
from tests.browser import browsing
from tests.test_serve import serving

DRIVER = other_drivers.NODE_MODULES / "neo4j-driver" / "lib" / "browser" / "neo4j-web.min.js"
REASON = browsing.skip_reason() or ("" if DRIVER.is_file() else "there is no JavaScript driver here: use `make test`")
pytestmark = [
    pytest.mark.skipif(bool(browsing.skip_reason()), reason=REASON or "no browser"),
    pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them"),
]
ASK = """async ([uri, password]) => {
  const driver = neo4j.driver(uri, neo4j.auth.basic('neo4j', password));
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  const found = await session.run(
    'MATCH (a:Country {id: $id})-[r:SIGNED_MOU]-(b) RETURN a.name AS one, b.name AS other, r.status AS status',
    { id: 'KOR' });
  const rows = found.records.map((row) => row.toObject());
  let refused = '';
  try { await session.run('CREATE (x:Country {id: "XXX", name: "x"})'); } catch (error) { refused = error.message; }
  await driver.close();
  return { rows, refused };
}"""


def test_a_web_page_reads_the_served_store_and_cannot_change_it(tmp_path: Path) -> None:
    assert DRIVER.is_file(), REASON
    with EmbeddedStore(tmp_path / "store") as store:
        store.load(map_cases.small().settled())
    with serving(tmp_path / "store") as served, browsing.chromium(tmp_path / "profile", offline=False) as browser:
        sockets: list[str] = []
        tab = browser.new_page()
        tab.on("websocket", lambda opened: sockets.append(opened.url))
        tab.add_script_tag(path=DRIVER)
        answer = tab.evaluate(ASK, [served.uri, served.password])
    assert {tuple(row.values()) for row in answer["rows"]} == {("South Korea", "Kazakhstan", "signed")}
    assert answer["refused"]
    assert sockets
    assert all(re.fullmatch(r"ws://127\.0\.0\.1:\d+/?", address) for address in sockets)
