"""Reads an article again with the models, given what the rules read."""

from __future__ import annotations

from graphkit.model import Record
from graphkit.reading.assemble import Maker, merged
from graphkit.reading.sentences import verbs
from graphkit.reading.stating import frames
from graphkit.reading.trained import choose, decode, linear, loose


def read(maker: Maker, records: list[Record], model: linear.Model | None = None) -> list[choose.Scored]:
    """Return the records of the rules that the models let pass and those that the models add, each with a confidence.

    Names that no table has are added to the article as companies.
    """
    known = model or linear.model()
    prepared = prepare(maker, records)
    return choose.choose(decode.look(prepared, known), records, known.thresholds, maker)


def read_again(
    maker: Maker, records: list[Record], least: float
) -> tuple[list[Record], list[choose.Scored], dict[str, float]]:
    """Return the records that are sure enough, each once, the doubtful rest, and how sure each is by id."""
    scored = read(maker, records)
    sure: dict[str, float] = {}
    for one in scored:
        sure[one.record.id] = max(one.confidence, sure.get(one.record.id, 0.0))
    doubtful = [s for s in scored if not s.stands(least)]
    return merged(s.record for s in scored if s.stands(least)), doubtful, sure


def prepare(maker: Maker, records: list[Record]) -> decode.Prepared:
    """Return an article ready for the models."""
    article = maker.article
    loose.find(article)
    syntaxes = [verbs.analyse(article, sentence, frames.known_verbs()) for sentence in article.page.sentences]
    return decode.prepare(article, syntaxes, records)
