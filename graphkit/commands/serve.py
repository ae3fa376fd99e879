"""The command `serve`: keeps a store open for other programs."""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.commands.shared import address, common, note, time_limit
from graphkit.errors import InputError, StoreError, StoreInUseError

if TYPE_CHECKING:
    from graphkit.serving import Server

PORT = 7687


def register(cli: click.Group) -> None:
    """Add `serve` to the command line."""

    cli.command("serve")(common(_serve))


@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Port on this machine; 0 picks one."
)
@click.option("--write", is_flag=True, help="Let other programs change the store, too.")
@time_limit
def _serve(port: int, write: bool, timeout: float) -> None:
    """Keep the store open for other programs, which speak Bolt.

    For Neo4j's tools and drivers, and until Ctrl-C. It answers on this machine only (127.0.0.1), the user neo4j, who
    only reads unless --write is given. The password is that of GRAPHKIT_SERVE_PASSWORD, or one made for the occasion.
    Other graphkit commands use the store meanwhile as they always do.
    """
    from graphkit import serving
    from graphkit.stores.embedded import Serving
    from graphkit.stores.engine import GUEST

    word, made = serving.password()
    with _folder(address()) as folder:
        told = Serving(port or serving.free_port(), word, write)
        server = serving.Server(folder, told, timeout, note)
        try:
            _on_signals(server)
            click.echo(f"address   bolt://127.0.0.1:{told.port}")
            click.echo(f"user      {GUEST}")
            click.echo(f"password  {word if made else '(that of GRAPHKIT_SERVE_PASSWORD)'}")
            sys.stdout.flush()
            note(f"{address()} is served, {'to read and write' if write else 'to read only'}. Ctrl-C ends it.")
            server.watch()
        finally:
            server.close()
    note("Ended.")


def _on_signals(server: Server) -> None:
    """Let the signals that end a program end this one in order."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup has it ignored
            signal.signal(number, lambda *_: server.stop())


@contextmanager
def _folder(address: str) -> Iterator[Path]:
    """Give the folder to serve: the store's own, or for a facts file a temporary one."""
    from graphkit import factsfile
    from graphkit.stores import served
    from graphkit.stores.embedded import EmbeddedStore

    if "://" in address:
        raise InputError(f"{address} is a server already; other programs can use it as it is.")
    if address.endswith(".jsonl"):
        bundle = factsfile.read(Path(address))
        with tempfile.TemporaryDirectory(prefix="graphkit-") as parent:
            with EmbeddedStore(Path(parent, "store")) as store:
                store.load(bundle)
            yield Path(parent, "store")
        return
    if not Path(address).exists():
        raise StoreError(f"There is no store at {address} yet. Fill one first: graphkit load briefs reference")
    if (port := served.port_of(Path(address))) is not None:
        raise StoreInUseError(f"{address} is served already, at bolt://127.0.0.1:{port}.")
    yield Path(address)
