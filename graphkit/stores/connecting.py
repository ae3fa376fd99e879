"""Connecting to a Bolt server, and what is said where that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.errors import GraphkitError, QueryError, StoreError
from graphkit.stores.refusing import known, refusal, short

if TYPE_CHECKING:
    from neo4j import Driver
    from neo4j.exceptions import DriverError, Neo4jError


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


def failure(address: str, error: DriverError | Neo4jError, query: str = "", writing: bool = False) -> GraphkitError:
    """Return an error of the driver as one of ours, in a sentence; `writing` where it came while facts were written."""
    from neo4j import exceptions

    if isinstance(error, exceptions.AuthError):
        return StoreError(bad_login(address))
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
        if writing:
            return StoreError(
                f"{address} went away before all was written. Nothing is half written; give the same command again "
                "once it answers."
            )
        return StoreError(f"{address} does not answer any more. Is the server running?")
    if isinstance(error, exceptions.ClientError) or known(str(error)):
        return refusal(error.code, error.message, query)
    if isinstance(error, exceptions.Neo4jError):
        return QueryError(f"The store could not do this: {short(error.message)}")
    return StoreError(f"{address}: {first_line(str(error))}")


def bad_login(address: str) -> str:
    """Say that a server refuses the login."""
    return f"{address} refuses the login. Set NEO4J_USERNAME and NEO4J_PASSWORD to the ones of that server."


def first_line(text: str | None) -> str:
    """Return the first line of a message as a sentence."""
    lines = (text or "no reason given").strip().splitlines()
    return lines[0].rstrip(".") + "."
