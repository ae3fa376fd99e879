"""Judgements of a person: the rows of the file, and what they do to facts."""
