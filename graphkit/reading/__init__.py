"""Reads articles: a document becomes facts, each with the sentence that states it."""

from graphkit.reading.reader import LEAST, Reading, read

__all__ = ["LEAST", "Reading", "read"]
