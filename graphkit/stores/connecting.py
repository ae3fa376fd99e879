"""Connecting to a Bolt server, and what is said where that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.errors import StoreError

if TYPE_CHECKING:
    from neo4j import Driver


def connect(uri: str, auth: tuple[str, str] | None, address: str) -> Driver:
    """Return a driver that has reached the server; `address` is how the store is called in messages."""
    import logging

    import neo4j
    from neo4j import exceptions

    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # its errors reach us as exceptions
    try:
        driver = neo4j.GraphDatabase.driver(
            uri, auth=auth, connection_timeout=10, max_transaction_retry_time=15, notifications_min_severity="OFF"
        )
    except (exceptions.ConfigurationError, ValueError) as error:
        raise StoreError(f"{address} is no address of a server: {first_line(str(error))}") from None
    try:
        driver.verify_connectivity()
    except exceptions.AuthError:
        driver.close()
        raise StoreError(bad_login(address)) from None
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired, OSError):
        driver.close()
        raise StoreError(f"{address} does not answer. Is the server running, and is the address right?") from None
    except exceptions.Neo4jError as error:
        driver.close()
        raise StoreError(f"{address}: {first_line(error.message)}") from None
    except (exceptions.DriverError, ValueError) as error:
        driver.close()
        raise StoreError(f"{address}: {first_line(str(error))}") from None
    except BaseException:
        driver.close()
        raise
    return driver


def bad_login(address: str) -> str:
    """Say that a server refuses the login."""
    return f"{address} refuses the login. Set NEO4J_USERNAME and NEO4J_PASSWORD to the ones of that server."


def first_line(text: str | None) -> str:
    """Return the first line of a message as a sentence."""
    lines = (text or "no reason given").strip().splitlines()
    return lines[0].rstrip(".") + "."
