"""The port of `graphkit serve`: it hands on what other programs and the engine say, and outlives the engine.

A program whose query is stopped with the engine is told so by an error that its driver does not try again; without it
the driver would see a connection that broke, and send the same query to the next engine.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable

_CODE = "Neo.ClientError.Transaction.TransactionTimedOut"
_SUMMARIES = (0x70, 0x7E, 0x7F)  # SUCCESS, IGNORED, FAILURE: the end of the answer to one message
_GOODBYE = 0x02
_MAGIC = b"\x60\x60\xb0\x17"
_VERSION = b"\x00\x00\x01\xff"  # another way to agree on a version, which the engine does not take
_PIECE = 1 << 16
_PATIENCE = 30.0
"""Seconds that a program waits for an engine that is started again."""


class Relay:
    """Listens at a port of this machine until it is closed."""

    def __init__(self, port: int, engine: int) -> None:
        self._engine = engine
        self._held = False
        self._open: set[_Connection] = set()
        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", port))
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def refuse(self, seconds: float, end: Callable[[], None]) -> None:
        """End the engine by `end`, and tell the programs that have waited so long that their query was stopped.

        Nothing comes between the two: who has been told so finds no engine that is about to end.
        """
        asyncio.run_coroutine_threadsafe(self._refuse(seconds, end), self._loop).result(5)

    def hold(self, held: bool) -> None:
        """Let new connections wait, or go on: the engine is about to end, or has started again."""
        self._held = held

    def close(self) -> None:
        """Close the port and all connections."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _refuse(self, seconds: float, end: Callable[[], None]) -> None:
        end()
        for connection in list(self._open):
            connection.refuse(seconds)

    async def _close(self) -> None:
        self._server.close()
        for connection in list(self._open):
            connection.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        await asyncio.wait(tasks, timeout=2) if tasks else None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            engine = await self._reach()
        except OSError:
            writer.close()
            return
        connection = _Connection(writer, engine[1])
        self._open.add(connection)
        try:
            await asyncio.gather(connection.ask(reader), connection.answer(engine[0]), return_exceptions=True)
        finally:
            self._open.discard(connection)
            connection.close()

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Connect to the engine, once it answers."""
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                if not self._held:
                    return await asyncio.open_connection("127.0.0.1", self._engine)
            except OSError:
                pass
            if time.monotonic() > end or not self._server.is_serving():
                raise OSError("the engine does not answer")
            await asyncio.sleep(0.05)


class _Connection:
    """A program and the engine, and since when each message of the program waits for its answer."""

    def __init__(self, program: asyncio.StreamWriter, engine: asyncio.StreamWriter) -> None:
        self._program = program
        self._engine = engine
        self._waiting: deque[float] = deque()
        self._asked = Messages(20)  # the handshake: a magic number and four versions, answered by one of them
        self._answered = Messages(4)

    async def ask(self, reader: asyncio.StreamReader) -> None:
        """Hand on what the program says."""
        try:
            while data := await reader.read(_PIECE):
                self._waiting += [time.monotonic() for tag in self._asked.tags(data) if tag != _GOODBYE]
                self._engine.write(data)
                await self._engine.drain()
        finally:
            self.close()

    async def answer(self, reader: asyncio.StreamReader) -> None:
        """Hand on what the engine says."""
        try:
            while data := await reader.read(_PIECE):
                for tag in self._answered.tags(data):
                    if tag in _SUMMARIES and self._waiting:
                        self._waiting.popleft()
                self._program.write(data)
                await self._program.drain()
        finally:
            self.close()

    def refuse(self, seconds: float) -> None:
        """Answer for the engine, if the program has waited so long."""
        if not self._waiting or time.monotonic() - self._waiting[0] < seconds:
            return
        message = (
            f"The query did not end within {seconds:g} seconds and was stopped; narrow it, or serve with --timeout."
        )
        self._program.write(failure(_CODE, message) + _IGNORED * (len(self._waiting) - 1))
        self._waiting.clear()
        self.close()  # once the words are out

    def close(self) -> None:
        """Hang up on both."""
        self._program.close()
        self._engine.close()


class Messages:
    """Finds the messages in a stream of Bolt: chunks with their size before them, and an empty one at each end."""

    def __init__(self, handshake: int) -> None:
        self._handshake = handshake
        self._known = True  # else it is no Bolt that we read, such as one over a WebSocket: nothing is found in it
        self._rest = b""
        self._left = 0
        self._head = b""

    def tags(self, data: bytes) -> list[int]:
        """Return the kinds of the messages that end in this piece of the stream."""
        data, found = self._rest + data, []
        if len(data) < self._handshake:
            self._rest = data
            return []
        at = self._greeted(data)
        while self._known and at + (1 if self._left else 2) <= len(data):
            if self._left:
                piece = data[at : at + self._left]
                self._head = (self._head + piece[:2])[:2]
                self._left -= len(piece)
                at += len(piece)
                continue
            self._left = int.from_bytes(data[at : at + 2])
            at += 2
            if not self._left and self._head:
                found.append(self._head[1])
                self._head = b""
        self._rest = data[at:] if self._known else b""
        return found

    def _greeted(self, data: bytes) -> int:
        """Return where the messages begin, after the handshake."""
        if not self._handshake:
            return 0
        self._known = data.startswith(_MAGIC) or (self._handshake == len(_VERSION) and data[2:3] != _VERSION[2:3])
        at, self._handshake = self._handshake, 0
        return at


def failure(code: str, message: str) -> bytes:
    """Return the message of Bolt that a request has failed."""
    return _message(b"\xb1\x7f\xa2" + b"".join(map(_text, ("code", code, "message", message))))


def _text(text: str) -> bytes:
    data = text.encode()
    return b"\xd1" + len(data).to_bytes(2) + data


def _message(body: bytes) -> bytes:
    return len(body).to_bytes(2) + body + b"\x00\x00"


_IGNORED = _message(b"\xb0\x7e")
