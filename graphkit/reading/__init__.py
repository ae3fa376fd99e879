"""Reads articles: a document becomes facts, each with the sentence that states it."""

from graphkit.reading.reader import Reading, read

__all__ = ["Reading", "read"]
