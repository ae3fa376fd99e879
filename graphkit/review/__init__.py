"""What a person is asked to judge, and what a decision does."""

from __future__ import annotations

KINDS = ("nodes", "instruments", "plans", "facts")
"""What may be proposed."""
