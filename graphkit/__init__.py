"""graphkit: a graph database of critical-minerals diplomacy. Importing it does nothing."""

__version__ = "0.1.0"
