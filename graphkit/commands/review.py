"""The commands of `graphkit review`; `register` puts them under the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.commands.shared import common, emit, note, opened, progress, rows_out
from graphkit.review import KINDS

if TYPE_CHECKING:
    from graphkit.judging.judgements import Judgement
    from graphkit.stores.base import Store

_WORDS = ("same", "different", "fulfils", "wrong")
_reason = click.option("--reason", default="", help="Why, for those who read the file later.")
_keys = click.argument("keys", nargs=-1, required=True, metavar="KEY...")


def register(cli: click.Group) -> None:
    """Add `review` and its commands to the command line."""

    group = cli.group("review", invoke_without_command=True)(rows_out(common(_review)))
    group.command("judgements")(rows_out(common(_judgements)))
    commands: dict[str, Callable[..., None]] = {"accept": _accept, "reject": _reject, "judge": _judge}
    commands |= {"undo": _undo, "apply": _apply}
    for name, function in commands.items():
        group.command(name)(common(function))


@click.pass_context
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only these.  [default: all]")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many; 0 shows all.")
def _review(context: click.Context, kinds: tuple[str, ...], limit: int | None, form: str, output: Path | None) -> None:
    """List what a person should judge, with its sentences.

    Likely duplicates (of officials, ministries, companies, forums, and of instruments), plans that were probably
    fulfilled, and facts that the reader is not sure of. Nothing is merged before it is accepted; each judgement is a
    row of judgements.csv in the store's folder, or in the file that GRAPHKIT_JUDGEMENTS names, and can be undone.

    Columns: key, kind, judgement (what accepting says), left, left_name, right, right_name, why, left_evidence,
    right_evidence.
    """
    if context.invoked_subcommand is not None:
        return
    from graphkit.review import deciding, view

    with opened() as store:
        bundle = store.read()
        with progress() as shown:
            found = deciding.proposals(bundle, store.judgements(), kinds or KINDS, shown)
    emit(view.answer(found, bundle.documents, limit), form, output)
    if not found:
        note("Nothing is open.")


@_keys
@_reason
def _accept(keys: tuple[str, ...], reason: str) -> None:
    """Accept the proposals KEY: duplicates become one, plans fulfilled, doubtful facts facts."""
    from graphkit.review import deciding

    _decided(lambda store: deciding.decide(store, keys, accept=True, reason=reason))


@_keys
@_reason
def _reject(keys: tuple[str, ...], reason: str) -> None:
    """Reject the proposals KEY: they are different, or wrong.

    KEY may also be the id of a fact or an instrument of the store that does not hold: it goes, and stays out.
    """
    from graphkit.review import deciding

    _decided(lambda store: deciding.decide(store, keys, accept=False, reason=reason))


@click.argument("word", type=click.Choice(_WORDS), metavar="WORD")
@click.argument("left")
@click.argument("right", default="")
@_reason
def _judge(word: str, left: str, right: str, reason: str) -> None:
    """Judge what nobody proposed: WORD is same, different, fulfils or wrong.

    LEFT and RIGHT are written Kind/id (Official/KOR/yoon-suk-yeol, Agreement/mou-idn-kor-...); of a wrong fact LEFT is
    its id and there is no RIGHT.
    """
    from graphkit.judging.judgements import Judgement
    from graphkit.review import deciding

    if word == "wrong" and not right:
        _decided(lambda store: deciding.decide(store, [left], accept=False, reason=reason))
    else:
        _decided(lambda store: [deciding.pass_judgement(store, Judgement(word, left, right, reason))])


@click.argument("keys", nargs=-1, required=True, metavar="KEY|ROW...")
def _undo(keys: tuple[str, ...]) -> None:
    """Take judgements back, by KEY or by number: what was merged comes apart, what was wrong comes back."""
    from graphkit.review import deciding

    _decided(lambda store: deciding.undo(store, keys), "No longer judged")


def _judgements(form: str, output: Path | None) -> None:
    """List the judgements that stand.

    Columns: number (to undo by), key, judgement, left, right, reason, by, on, file (own or bundled).
    """
    from graphkit.judging import judgements
    from graphkit.review import view

    with opened() as store:
        path = store.judgements_file
        answer = view.listed(store.judgements(), judgements.read(path) if path else ())
    emit(answer, form, output)


def _apply() -> None:
    """Bring the store in line with the file of judgements, after it was edited by hand."""
    from graphkit.review import deciding

    with opened() as store:
        deciding.bring_in_line(store)
        number = len(store.judgements().standing)
    note(f"The store is in line with {number} judgement{'s' if number != 1 else ''}.")


def _decided(work: Callable[[Store], list[Judgement]], head: str = "Judged") -> None:
    """Do it, and tell which rows came or went."""
    from graphkit.review import view

    with opened() as store:
        rows = work(store)
    for row in rows:
        note(f"{head}: {view.said(row)} ({row.key})")
