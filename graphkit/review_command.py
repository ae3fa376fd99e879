"""The commands of `graphkit review`; `register` puts them under the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from graphkit.judgements import Judgement
    from graphkit.stores.base import Store

KINDS = ("nodes", "instruments", "plans", "facts")
_WORDS = ("same", "different", "fulfils", "wrong")
_reason = click.option("--reason", default="", help="Why, for those who read the file later.")
_keys = click.argument("keys", nargs=-1, required=True, metavar="KEY...")


def register(cli: click.Group) -> None:
    """Add `review` and its commands to the command line."""
    from graphkit.cli import common, rows_out

    review = cli.group("review", invoke_without_command=True)(rows_out(common(_review)))
    review.command("judgements")(rows_out(common(_judgements)))
    commands: dict[str, Callable[..., None]] = {"accept": _accept, "reject": _reject, "judge": _judge}
    commands |= {"undo": _undo, "apply": _apply}
    for name, function in commands.items():
        review.command(name)(common(function))


@click.pass_context
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only these.  [default: all]")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many; 0 shows all.")
def _review(context: click.Context, kinds: tuple[str, ...], limit: int | None, form: str, output: Path | None) -> None:
    """List what a person should judge, with the sentences of both sides.

    Likely duplicates (of officials, ministries, companies, forums, and of instruments), plans that were probably
    fulfilled, and facts that the reader is not sure of. Nothing is merged before it is accepted; each judgement is a
    row of judgements.csv in the store's folder, or in the file that GRAPHKIT_JUDGEMENTS names, and can be undone.

    Columns: key, kind, judgement (what accepting says), left, left_name, right, right_name, why, left_evidence,
    right_evidence.
    """
    if context.invoked_subcommand is not None:
        return
    from graphkit import cli, review, reviewview

    with cli._open() as store:
        bundle = store.read()
        with cli._progress() as progress:
            found = review.proposals(bundle, store.judgements(), kinds or KINDS, progress)
    cli._emit(reviewview.answer(found, bundle.documents, limit), form, output)
    if not found:
        cli._note("Nothing is open.")


@_keys
@_reason
def _accept(keys: tuple[str, ...], reason: str) -> None:
    """Accept the proposals KEY: duplicates become one, plans fulfilled, doubtful facts facts."""
    from graphkit import review

    _decided(lambda store: review.decide(store, keys, accept=True, reason=reason))


@_keys
@_reason
def _reject(keys: tuple[str, ...], reason: str) -> None:
    """Reject the proposals KEY: they are different, or wrong.

    KEY may also be the id of a fact or an instrument of the store that does not hold: it goes, and stays out.
    """
    from graphkit import review

    _decided(lambda store: review.decide(store, keys, accept=False, reason=reason))


@click.argument("word", type=click.Choice(_WORDS), metavar="WORD")
@click.argument("left")
@click.argument("right", default="")
@_reason
def _judge(word: str, left: str, right: str, reason: str) -> None:
    """Judge what nobody proposed: WORD is same, different, fulfils or wrong.

    LEFT and RIGHT are written Kind/id (Official/KOR/yoon-suk-yeol, Agreement/mou-idn-kor-...); of a wrong fact LEFT is
    its id and there is no RIGHT.
    """
    from graphkit import review
    from graphkit.judgements import Judgement

    if word == "wrong" and not right:
        _decided(lambda store: review.decide(store, [left], accept=False, reason=reason))
    else:
        _decided(lambda store: [review.pass_judgement(store, Judgement(word, left, right, reason))])


@click.argument("keys", nargs=-1, required=True, metavar="KEY|ROW...")
def _undo(keys: tuple[str, ...]) -> None:
    """Take judgements back, by KEY or by number: what was merged comes apart, what was wrong comes back."""
    from graphkit import review

    _decided(lambda store: review.undo(store, keys), "No longer judged")


def _judgements(form: str, output: Path | None) -> None:
    """List the judgements that stand.

    Columns: number (to undo by), key, judgement, left, right, reason, by, on, file (own or bundled).
    """
    from graphkit import cli, judgements, reviewview

    with cli._open() as store:
        path = store.judgements_file
        answer = reviewview.listed(store.judgements(), judgements.read(path) if path else ())
    cli._emit(answer, form, output)


def _apply() -> None:
    """Bring the store in line with the file of judgements, after it was edited by hand."""
    from graphkit import cli, review

    with cli._open() as store:
        review.bring_in_line(store)
        number = len(store.judgements().standing)
    cli._note(f"The store is in line with {number} judgement{'s' if number != 1 else ''}.")


def _decided(work: Callable[[Store], list[Judgement]], head: str = "Judged") -> None:
    """Do it, and tell which rows came or went."""
    from graphkit import cli, reviewview

    with cli._open() as store:
        rows = work(store)
    for row in rows:
        cli._note(f"{head}: {reviewview.said(row)} ({row.key})")
