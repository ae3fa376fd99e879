"""The trained part of the reader: linear models that tell which pairs of mentions stand in which relation."""

from graphkit.reading.trained.choose import Scored
from graphkit.reading.trained.reading import read, read_again

__all__ = ["Scored", "read", "read_again"]
