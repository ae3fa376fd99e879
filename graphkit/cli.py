"""The command line: parse, call, print. Data goes to standard output; progress, notes and errors to standard error."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graphkit import __version__, cypher_command, queries_command, review_command, serve_command
from graphkit.errors import GraphkitError, InputError

if TYPE_CHECKING:
    from graphkit.ingest import Outcome
    from graphkit.output import Answer
    from graphkit.stores.base import Store

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_STORE = "graphkit-store"
_SHOWN = 5  # links of each status that a report shows in a terminal, unless asked for all
_FORMATS = ("table", "json", "csv", "markdown", "html", "xlsx")
_STORE_HELP = "A folder, a facts file (.jsonl), or a bolt:// or neo4j:// address.  [default: ./graphkit-store]"


def main() -> None:
    """Run the command line; every error ends as one sentence and an exit status."""
    try:
        cli.main(prog_name="graphkit", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt) as error:
        _say(str(error) or "Interrupted; the store is as it was.")
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of a pipe has seen enough
        sys.exit(0)
    except (GraphkitError, click.ClickException) as error:
        _say(str(error) if isinstance(error, GraphkitError) else error.format_message())
        sys.exit(1)
    except Exception as error:
        if os.environ.get("GRAPHKIT_DEBUG"):
            raise
        _say(f"This is a fault of graphkit itself ({type(error).__name__}: {error}). GRAPHKIT_DEBUG=1 shows where.")
        sys.exit(1)


def _take(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def take(context: click.Context, _: click.Parameter, value: Any) -> Any:
        if value is not None:
            context.find_root().meta[name] = value
        return value

    return take


def common(function: F) -> F:
    """Let a command take --store and --quiet too, as the whole does."""
    quiet: dict[str, Any] = {"is_flag": True, "default": None, "expose_value": False, "callback": _take("quiet")}
    function = click.option("--quiet", help="No progress and no notes.", **quiet)(function)
    return click.option("--store", help=_STORE_HELP, expose_value=False, callback=_take("store"))(function)


def rows_out(function: F) -> F:
    """Let a command choose the form of its rows and a file for them."""
    function = click.option(
        "-o", "output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file."
    )(function)
    return click.option(
        "--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True, help="Form of the rows."
    )(function)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="graphkit")
@common
def cli() -> None:
    """Who signed what with whom, over which mineral, since when, and which sentence says so.

    Start with `graphkit load briefs reference`, then `graphkit report partners lithium`.
    """


@cli.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--as", "table", metavar="TABLE", help="Read tables (.csv, .xlsx) in this format; see `graphkit loaders`."
)
@common
def load(sources: tuple[str, ...], table: str | None) -> None:
    """Read SOURCES and put their facts into the store.

    A SOURCE is "briefs" or "reference" (they come with graphkit), an article (.txt, .md, .html, .pdf), a folder of
    articles, a facts file (.jsonl), or with --as a table of your own. Loading the same thing again changes nothing;
    a load that fails leaves the store as it was.
    """
    from graphkit import ingest

    outcome = ingest.Outcome()
    try:
        with _progress() as progress:
            ingest.load(_address(), sources, progress, table, outcome)
    except KeyboardInterrupt:
        if outcome.taken:
            done = f"{outcome.taken} sources are in the store"
            raise KeyboardInterrupt(f"Interrupted; {done}. The same command goes on from there.") from None
        raise
    _note(_summary(outcome))
    if outcome.changes.disputed:
        _note("  disputed facts are marked in every answer, with the claims of all sources")


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--format", "form", type=click.Choice(("table", "json", "gold")), default="table", show_default=True)
@click.option(
    "-o", "folder", type=click.Path(path_type=Path, file_okay=False), help="Write a file for each article here."
)
@click.option("--explain", is_flag=True, help="Show rule or model and confidence of each, and what is doubtful.")
@click.option("--min-confidence", "least", type=click.FloatRange(0, 1), help="What a fact needs.  [default: 0.85]")
@common
def extract(files: tuple[Path, ...], form: str, folder: Path | None, explain: bool, least: float | None) -> None:
    """Read articles and show their facts; nothing is stored.

    FILE is an article (.txt, .md, .html, .pdf) or a folder of them. The form "gold" is the one that gold facts are
    written in.
    """
    from graphkit import extraction
    from graphkit.reading import LEAST

    with _progress() as progress:
        results, skipped = extraction.run(files, form, progress, LEAST if least is None else least, explain)
    if not results:
        several = f"None of the {len(skipped)} files can be read; the first: " if len(skipped) > 1 else ""
        raise InputError(several + skipped[0][1])
    for _, reason in skipped:
        _note(f"Skipped: {reason}")
    if folder is not None:
        extraction.write(results, folder)
        _note(f"{len(results)} file{'s' if len(results) != 1 else ''} written to {folder}")
    else:
        click.echo(extraction.joined(results, form), nl=False)


@cli.command()
@click.argument("document")
@common
def remove(document: str) -> None:
    """Forget DOCUMENT and all facts that rest on it alone.

    DOCUMENT is its id, how its id or title begins, or the file that it was read from.
    """
    if _address().endswith(".jsonl"):
        raise InputError(f"{_address()} is a facts file, which is only read.")
    with _open() as store:
        identity, title = _find_document(store, document)
        changes = store.remove(identity)
    _note(f"Removed {title} ({identity}): {changes.removed} facts rested on it alone.")


@cli.command()
@rows_out
@common
def status(form: str, output: Path | None) -> None:
    """Say what the store holds: counts of nodes, facts and documents."""
    from graphkit import overview

    with _open() as store:
        answer = overview.answer(store.inventory())
    _emit(answer, form, output)


@cli.command()
@rows_out
@common
def loaders(form: str, output: Path | None) -> None:
    """List what can be loaded: sources, and the tables that --as knows, with their columns."""
    from graphkit import overview

    _emit(overview.loaders(), form, output)


@cli.group()
def report() -> None:
    """Answer a question that analysts ask, with the sentences that say so."""


@cli.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--quiet", is_flag=True, default=None, expose_value=False, callback=_take("quiet"), help="No notes.")
def copy(source: str, target: str) -> None:
    """Copy everything of one store into another; what the other holds beside it stays.

    FROM and TO are stores as --store takes them: folders, servers, and for FROM a facts file. Both then hold the same
    facts, which is checked; copying again changes nothing.
    """
    from graphkit import copying
    from graphkit.stores import open_store

    if target.endswith(".jsonl"):
        raise InputError(f"{target} is a facts file; write it with `graphkit export`.")
    with open_store(source, create=False) as one, open_store(target) as other:
        bundle, changes = copying.copy(one, other)
    _note(f"{len(bundle.records)} facts in {target}: {changes.new} new, {changes.confirmed} with more claims, checked")


def _date(_: click.Context, parameter: click.Parameter, value: str | None) -> dt.date | None:
    from graphkit import dates

    if value is None:
        return None
    try:
        return dates.first_day(value) if parameter.name == "since" else dates.last_day(value)
    except InputError as error:
        raise click.BadParameter(str(error)) from None


def _list(_: click.Context, parameter: click.Parameter, value: str | None) -> frozenset[str]:
    from graphkit.schema import schema

    given = frozenset(v.strip() for v in (value or "").split(",") if v.strip())
    if parameter.name == "relations":
        given = frozenset(v.upper() for v in given)
    known = set(schema().statuses) if parameter.name == "statuses" else set(schema().relations)
    if given - known:
        raise click.BadParameter(f'"{sorted(given - known)[0]}" is none of {", ".join(sorted(known))}.')
    return given


@report.command()
@click.argument("thing")
@click.option("--status", "statuses", callback=_list, help="Only these, e.g. signed,planned.", metavar="S,S")
@click.option("--relation", "relations", callback=_list, help="Only these, e.g. SIGNED_MOU,SUPPLIES.", metavar="R,R")
@click.option("--party", help="Only links with this country, bloc, forum or ministry.")
@click.option(
    "--as-of", "as_of", callback=_date, help="As it stood at the end of that day, month or year.", metavar="DATE"
)
@click.option("--since", callback=_date, help="Begun on that date or later.", metavar="DATE")
@click.option("--until", callback=_date, help="Begun on that date or earlier.", metavar="DATE")
@click.option("--exact", is_flag=True, help="The thing alone: no group of the mineral, no ministries of the country.")
@click.option("--quotes", is_flag=True, help="Show every sentence, not the first one only.")
@click.option("--all", "everything", is_flag=True, help="Show all links, not the first few of each status only.")
@rows_out
@common
def partners(thing: str, everything: bool, form: str, output: Path | None, **narrowing: Any) -> None:
    """All partners linked to THING: a mineral, sector, country, bloc, forum or ministry.

    Columns: match (names THING, or covers its group), topic, status, relation, partner, counterpart, date, until, how,
    level, support (independent sources), disputed, quote, document, evidence. Nothing planned or sought is shown as
    signed.
    """
    from graphkit import reports

    with _open() as store:
        question = reports.Question(**narrowing, limit=0 if everything else _SHOWN)
        answer = reports.get("partners").run(store, thing, question)
    _emit(answer, form, output)


@cli.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@common
def export(out: Path) -> None:
    """Write all facts, with their documents and nodes, to OUT (.jsonl), without loss."""
    from graphkit import factsfile

    if out.suffix != ".jsonl":
        raise InputError(f"{out}: a facts file ends in .jsonl.")
    with _open() as store:
        bundle = store.read()
    try:
        factsfile.write(bundle, out)
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error.strerror}.") from None
    _note(f"{len(bundle.records)} facts, {len(bundle.nodes)} nodes, {len(bundle.documents)} documents written to {out}")


@contextmanager
def _open(create: bool = False) -> Iterator[Store]:
    from graphkit.stores import open_store

    with open_store(_address(), create) as store:
        yield store


def _address() -> str:
    meta = click.get_current_context().find_root().meta
    return str(meta.get("store") or os.environ.get("GRAPHKIT_STORE") or DEFAULT_STORE)


def _emit(answer: Answer, form: str, output: Path | None) -> None:
    from graphkit.output import emit

    emit(answer, form, output)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show progress on a terminal, nothing elsewhere."""
    if _quiet() or not sys.stderr.isatty():
        yield lambda what, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:14}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(what: str, done: int, total: int) -> None:
            task = tasks.setdefault(what, None)
            if task is None:
                task = tasks[what] = bar.add_task(what, total=total)
            bar.update(task, completed=done, total=total)

        yield show


def _summary(outcome: Outcome) -> str:
    total = outcome.taken + outcome.known + len(outcome.skipped)
    words = "source" if total == 1 else "sources"
    lines = [f"{outcome.taken} of {total} {words} read" if outcome.taken < total else f"{total} {words} read"]
    if outcome.known:
        lines[0] += f", {outcome.known} in the store already"
    changes = outcome.changes
    facts = changes.new + changes.confirmed + changes.unchanged
    counts = [f"{changes.new} new", f"{changes.confirmed} confirmed by another source"]
    counts.append(f"{changes.unchanged} known before")
    if changes.disputed:
        counts.append(f"{changes.disputed} of them disputed")
    lines.append(f"  {facts} fact{'s' if facts != 1 else ''}: {', '.join(counts)}")
    if outcome.skipped:
        lines.append(f"  {len(outcome.skipped)} skipped:")
        lines += [f"    {reason}" for _, reason in outcome.skipped]
    return "\n".join(lines)


def _find_document(store: Store, wanted: str) -> tuple[str, str]:
    from graphkit.documents import read_article

    documents = store.inventory().documents
    identity = read_article(Path(wanted)).id if Path(wanted).is_file() else wanted
    found = [d for d in documents if d["id"] == identity]
    if not found:
        low = wanted.casefold()
        found = [d for d in documents if d["id"].startswith(low) or (d["title"] or "").casefold().startswith(low)]
    if not found:
        raise InputError(f'No document is called "{wanted}". `graphkit status` lists them.')
    if len(found) > 1:
        some = ", ".join(d["id"] for d in found[:3])
        raise InputError(f'"{wanted}" fits {len(found)} documents: {some}. Give more of the id.')
    return found[0]["id"], found[0]["title"]


def _quiet() -> bool:
    return bool(click.get_current_context().find_root().meta.get("quiet"))


def _note(text: str) -> None:
    if not _quiet():
        click.echo(text, err=True)


def _say(text: str) -> None:
    click.echo(f"graphkit: {text}", err=True)


review_command.register(cli)
queries_command.register(cli)
cypher_command.register(cli)
serve_command.register(cli)
