"""Dates as texts write them, and which of them belongs to what is stated."""
