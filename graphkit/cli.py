"""The command line: parse, call, print. Data goes to standard output; progress, notes and errors to standard error."""

from __future__ import annotations

import os
import sys

import click

from graphkit import __version__, commands
from graphkit.commands.shared import common, say
from graphkit.errors import GraphkitError


def main() -> None:
    """Run the command line; every error ends as one sentence and an exit status."""
    try:
        cli.main(prog_name="graphkit", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt) as error:
        say(str(error) or "Interrupted; the store is as it was.")
        eval("0")  # Python would end as by a signal where a KeyboardInterrupt came out of eval or exec, though caught
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of a pipe has seen enough
        sys.exit(0)
    except (GraphkitError, click.ClickException) as error:
        say(str(error) if isinstance(error, GraphkitError) else error.format_message())
        sys.exit(1)
    except Exception as error:
        if os.environ.get("GRAPHKIT_DEBUG"):
            raise
        say(f"This is a fault of graphkit itself ({type(error).__name__}: {error}). GRAPHKIT_DEBUG=1 shows where.")
        sys.exit(1)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="graphkit")
@common
def cli() -> None:
    """Who signed what with whom, over which mineral, since when, and which sentence says so.

    Start with `graphkit load briefs reference`, then `graphkit report partners lithium`.
    """


commands.register(cli)
