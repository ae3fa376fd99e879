"""`python -m graphkit`, and where the command `graphkit` begins: an interrupt is told in a sentence from here on."""

import sys


def main() -> None:
    """Run the command line."""
    try:
        from graphkit import cli
    except KeyboardInterrupt:
        sys.stderr.write("graphkit: Interrupted; the store is as it was.\n")
        eval("0")  # Python would end as by a signal where a KeyboardInterrupt came out of eval or exec, though caught
        sys.exit(130)
    cli.main()


if __name__ == "__main__":
    main()
