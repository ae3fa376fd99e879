"""Chooses among what rules read and models see, and makes records of it with a confidence each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graphkit.model import Fact, Instrument, Record, Ref
from graphkit.reading.assemble import Maker
from graphkit.reading.naming.mentions import Mention
from graphkit.reading.stating.frames import Candidate
from graphkit.reading.stating.treaties import Deal
from graphkit.reading.trained import factual
from graphkit.reading.trained.decode import WITH_TOPICS, Proposal, Sight, key, relations_of

READER = "model"
_RULED = 0.9
_INSTRUMENT = 0.95
_TRUSTED = 0.8
_GOOD = 0.35
_USUAL = {"PRODUCES": "current", "INVESTS_IN": "current", "SANCTIONS": "current"}


@dataclass(frozen=True, slots=True)
class Scored:
    """A record with how sure the reader is of it, between 0 and 1."""

    record: Record
    confidence: float

    def stands(self, least: float) -> bool:
        """Tell whether it is sure enough; an instrument that only a model sees needs more, much hangs on it."""
        by_model = all(claim.reader == READER for claim in self.record.claims)
        needed = max(least, _INSTRUMENT) if least and by_model and isinstance(self.record, Instrument) else least
        return self.confidence >= needed


def choose(sight: Sight, records: Iterable[Record], thresholds: dict[str, float], maker: Maker) -> list[Scored]:
    """Return the records of rules, which stand as they are, and those that the models add."""
    found, looked = sight.proposals, sight.looked
    out: list[Scored] = []
    known: set[tuple[str, Ref, Ref]] = set()
    signed: set[tuple[Ref, Ref, int]] = set()
    for record in records:
        keys = [key(r, (a, b)) for r, a, b in relations_of(record)]
        chances = [looked[k] for k in keys if k in looked]
        known.update(keys)
        signed.update((a, b, c.start) for _, a, b in keys for c in record.claims)
        out.append(Scored(record, round(max([_RULED, *chances]), 3)))
    owners = _owners(out)
    for proposal in found:
        known_by = key(proposal.relation, proposal.pair.ends)
        if known_by in known or proposal.chance < thresholds.get(proposal.relation, 2.0):
            continue
        start = proposal.pair.view.syntax.sentence.start
        if proposal.relation in WITH_TOPICS and (*known_by[1:], start) in signed and proposal.chance < _TRUSTED:
            continue
        if proposal.relation == "INVESTS_IN" and (known_by[2], start) in owners:
            continue  # one owner beside another
        made = list(_made(proposal, thresholds, maker))
        if made:
            known.add(known_by)
            signed.add((*known_by[1:], start))
            out += [Scored(_by_model(record), round(proposal.chance, 3)) for record in made]
    return out


def _owners(found: list[Scored]) -> set[tuple[Ref, int]]:
    """Return who owns a part of something in which sentence."""
    stakes = [s.record for s in found if isinstance(s.record, Fact) and s.record.relation == "INVESTS_IN"]
    return {(r.subject, c.start) for r in stakes for c in r.claims}


def _made(proposal: Proposal, thresholds: dict[str, float], maker: Maker) -> Iterator[Record]:
    """Yield the records of a proposal, as the rules would make them."""
    sentence = proposal.pair.view.syntax.sentence
    one, other = proposal.pair.one, proposal.pair.other
    at = other.first if not other.back and other.first >= 0 else one.first if not one.back else sentence.first
    at = max(at, sentence.first)
    rule = f"model/{proposal.relation}"
    word = factual.word(proposal.pair, proposal.relation)
    topics = [topic for chance, topic in proposal.topics if chance >= thresholds["COVERS"]]
    if proposal.relation in ("SIGNED_MOU", "SIGNED_AGREEMENT"):
        if not any(r.kind == "Official" for r in proposal.pair.ends):
            kind, title = _instrument(proposal)
            status = proposal.status or "signed"
            parties = sorted(proposal.pair.ends)
            yield maker.instrument(
                Deal(kind, parties, status, at, sentence.first, sentence.last, rule, topics, title=title, word=word)
            )
        return
    goods = []
    if proposal.relation == "SUPPLIES":
        goods = [t for c, t in proposal.topics if c >= thresholds["SUPPLIES:good"]]
        goods = goods or [t for c, t in proposal.topics[:1] if c >= _GOOD / 2]
    candidate = Candidate(
        proposal.relation, rule, at,
        [_mention(one.ref, at)], [_mention(other.ref, at)], [_mention(g, at) for g in goods],
        proposal.status or _USUAL.get(proposal.relation, ""), first=sentence.first, last=sentence.last, word=word,
        topics=tuple(topics) if proposal.relation == "COOPERATES_WITH" else (),
    )  # fmt: skip
    yield from maker.facts(candidate)


def _mention(ref: Ref, at: int) -> Mention:
    return Mention(ref.kind, (ref,), at, at + 1)


def _instrument(proposal: Proposal) -> tuple[str, str]:
    """Return kind and title of the instrument that a sentence names, nearest to the pair."""
    view = proposal.pair.view
    nouns = [m for m in view.article.within(view.syntax.sentence) if m.kind == "Instrument"]
    if proposal.relation == "SIGNED_MOU":
        return "mou", ""
    fitting = [m for m in nouns if m.sort not in ("mou", "unspecified", "")]
    middle = max(proposal.pair.one.first, proposal.pair.other.first)
    nearest = min(fitting, key=lambda m: (abs(m.first - middle), m.first), default=None)
    return (nearest.sort, nearest.title) if nearest else ("agreement", "")


def _by_model(record: Record) -> Record:
    claims = tuple(replace(c, reader=READER) for c in record.claims)
    if isinstance(record, Fact):
        return Fact(record.relation, record.subject, record.object, record.qualifiers, claims)
    return Instrument(record.kind, record.parties, claims)
