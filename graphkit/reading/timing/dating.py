"""Which date of a text belongs to what a sentence states: its own, else that of the event it goes on about."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from graphkit import dates as partial
from graphkit.reading.language import lists
from graphkit.reading.language.text import Page, Sentence
from graphkit.reading.timing.dates import Moment

EVENTS = frozenset({"SIGNED", "COOPERATES_WITH", "MET_WITH", "PARTICIPATES_IN"})
"""What happens on a day, so that a date carries over to it from the sentences before."""

CHANGES = frozenset({"MEMBER_OF", "RESTRICTS_EXPORT_OF"})
"""What goes on for years, but begins or ends on a day."""

_AHEAD = frozenset({"planned", "sought"})
_NEAR = dt.timedelta(days=14)
_BORDER = 45
_REPORTED = 150
_BACK = 2


@dataclass(slots=True)
class Dated:
    """The date of a claim with the moment that gives it; `carried`: the moment stands in another sentence."""

    value: str
    moment: Moment
    carried: bool = False


@dataclass
class Calendar:
    """The moments of one article, asked for the date of what its sentences state."""

    page: Page
    moments: list[Moment]
    published: str | None = None
    _limits: dict[Moment, str] = field(default_factory=dict)

    def of(self, first: int, last: int, at: int, relation: str, status: str | None) -> Dated | None:
        """Return the date of what the tokens from `first` to `last` state around the token `at`."""
        start, end = self.page.tokens[first].start, self.page.tokens[last - 1].end
        ahead = status in _AHEAD or (not status and self._will(at))
        inside = [m for m in self._within(start, end) if self._fits(m, relation, status)]
        if not ahead:
            inside = [m for m in inside if not self._future(m.value) and not self._coming(m)]
        if inside:
            best = min(inside, key=lambda m: (self._distance(m, at) + self._amiss(m, ahead, relation), m.start))
            return Dated(best.ahead if ahead and best.ahead and not self._past(best) else best.value, best)
        if ahead:
            return None
        return self._carried(first, at, relation, status)

    def begins_later(self, first: int, last: int, at: int) -> bool:
        """Tell whether what a sentence states takes effect only after publication: "from 1 October exports stop"."""
        start, end = self.page.tokens[first].start, self.page.tokens[last - 1].end
        return any(
            self._future(m.value) and self._distance(m, at) < _REPORTED and _ONSET.search(self._lead(m))
            for m in self._within(start, end)
        )

    def _lead(self, moment: Moment) -> str:
        """Return the words before a date, with its own first ones: "as of ", "from 1 Jan"."""
        return self.page.clean[max(0, moment.start - 20) : moment.start + 6].lower()

    def _within(self, start: int, end: int) -> list[Moment]:
        """Return the moments in a range of characters."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self.moments[first:last] if m.end <= end]

    @cached_property
    def _starts(self) -> list[int]:
        return [m.start for m in self.moments]

    @cached_property
    def _firsts(self) -> list[int]:
        return [s.first for s in self.page.sentences]

    def _fits(self, moment: Moment, relation: str, status: str | None) -> bool:
        limit = self._limit(moment)
        if limit in ("by", "before"):
            return status in ("planned", "joining")
        return not limit and (not moment.loose or relation == "SIGNED")

    def _limit(self, moment: Moment) -> str:
        """Return what makes a date no date of an event: the word of a term ("until June"), or "dateline"."""
        if moment not in self._limits:
            self._limits[moment] = self._limit_of(moment)
        return self._limits[moment]

    def _limit_of(self, moment: Moment) -> str:
        clean = self.page.clean
        before = clean[max(0, moment.start - 20) : moment.start + 7].lower()
        after = clean[moment.end : moment.end + 30].split("\n")[0]
        if any(sign in after for sign in ("--", " — ", " – ", " - ")) and self._opens(moment):
            return "dateline"
        found = _TERM.search(before) or _TERM_NEAR.search(before[-19:])
        return found.group(1) if found else ""

    def _opens(self, moment: Moment) -> bool:
        clean = self.page.clean
        line = clean[clean.rfind("\n", 0, moment.start) + 1 : moment.start]
        return 0 < len(line.strip()) < 25

    def _distance(self, moment: Moment, at: int) -> float:
        """Return how far a date is from a token: letters, more where the date is in another clause or of a report."""
        middle = self.page.tokens[min(at, len(self.page.tokens) - 1)].start
        low, high = sorted((middle, moment.start))
        between = self.page.clean[low:high].lower()
        borders = len(_BORDERS.findall(between))
        return abs(moment.start - middle) + _BORDER * borders + _REPORTED * self._reported(moment)

    def _amiss(self, moment: Moment, ahead: bool, relation: str) -> int:
        """Return what speaks against a date: that it is past for what lies ahead, or no date of effect for a rule."""
        if relation in ("RESTRICTS_EXPORT_OF", "SUPPLIES") and _EFFECT.search(self._lead(moment)):
            return -_REPORTED
        if ahead and _NEXT.match(self.page.clean[moment.start : moment.end].lower()):
            return -_REPORTED
        return _REPORTED if ahead and (self._past(moment) or not self._future(moment.ahead)) else 0

    def _coming(self, moment: Moment) -> bool:
        """Tell whether the words before a date in its clause speak of what is to come: "would be signed in January"."""
        before = self.page.clean[max(0, moment.start - 80) : moment.start].lower()
        return bool(_TO_COME.search(re.split(r"[;:,.\n–—]", before)[-1]))

    def _past(self, moment: Moment) -> bool:
        """Tell whether a date is one of something done: "initialled in April"."""
        return bool(_DONE.search(self.page.clean[max(0, moment.start - 30) : moment.start].lower()))

    def _future(self, value: str) -> bool:
        """Tell whether a date begins after publication."""
        known = self.published and len(self.published) == 10
        return bool(known and partial.first_day(value) > partial.first_day(str(self.published)))

    def _reported(self, moment: Moment) -> bool:
        """Tell whether a date is when something was said: "he said on Friday"."""
        before = re.findall(r"[a-z]+", self.page.clean[max(0, moment.start - 30) : moment.start].lower())[-3:]
        return bool(lists.DATING_SAID & set(before))

    def _will(self, at: int) -> bool:
        words = [t.word for t in self.page.tokens[max(0, at - 6) : at + 2]]
        return "will" in words or "shall" in words

    # ---------------------------------------------------------------- carried over
    def _carried(self, first: int, at: int, relation: str, status: str | None) -> Dated | None:
        changed = relation in CHANGES and status in ("joining", "left", "lifted", "suspended")
        number = bisect_right(self._firsts, first) - 1
        sentence = self.page.sentences[number]
        changed = changed or (relation == "RESTRICTS_EXPORT_OF" and sentence.headline)
        if not (relation in EVENTS or changed) or self._earlier(sentence, at):
            return None
        if not sentence.headline:
            for before in reversed(self.page.sentences[max(0, number - _BACK) : number]):
                close = before.paragraph == sentence.paragraph and before is self.page.sentences[number - 1]
                found = None if before.headline else self._event(before, close)
                if found and (not changed or before.paragraph == sentence.paragraph):
                    return Dated(self._as_sure(found, sentence, relation), found, carried=True)
            if changed:
                return None
        if self.story is None:
            return None
        value = self.story.value if sentence.headline else self._as_sure(self.story, sentence, relation, far=True)
        return Dated(value, self.story, carried=True)

    def _as_sure(self, moment: Moment, sentence: Sentence, relation: str, far: bool = False) -> str:
        """Return the day, or only its month where it is said of another occasion: "she also met", "during her stay"."""
        words = [t.word for t in self.page.tokens[sentence.first : sentence.last]]
        stay = words[:1] == ["during"] and words[1:2] in (["her"], ["his"], ["their"], ["its"])
        other = stay or "also" in words or bool(lists.DATING_WHILE & set(words[:2]))
        return moment.value[:7] if other or (far and relation == "PARTICIPATES_IN") else moment.value

    def _earlier(self, sentence: Sentence, at: int) -> bool:
        """Tell whether a sentence looks back on something before the event of the article: "had signed"."""
        words = [t.word for t in self.page.tokens[max(sentence.first, at - 8) : min(sentence.last, at + 8)]]
        return bool({"had", "earlier", "previously", "already", "existing"} & set(words))

    def _event(self, sentence: Sentence, close: bool = False) -> Moment | None:
        """Return the first day in a sentence that is near publication, or any past day of the sentence right before."""
        inside = self._within(sentence.start, sentence.end)
        return next((m for m in inside if not self._limit(m) and self._recent(m, close)), None)

    def _recent(self, moment: Moment, close: bool = False) -> bool:
        if len(moment.value) != 10:
            return False
        if not self.published or len(self.published) != 10:
            return True
        age = partial.first_day(self.published) - partial.first_day(moment.value)
        return dt.timedelta(0) <= age and (close or age <= _NEAR)

    @cached_property
    def story(self) -> Moment | None:
        """The day that the article is about: the first recent day in its first sentences, else that of its dateline."""
        body = [s for s in self.page.sentences if not s.headline and s.last - s.first > 8][:4]
        for sentence in body:
            found = self._event(sentence)
            if found:
                return found
        return next((m for m in self.moments if self._limit(m) == "dateline" and self._recent(m)), None)


_TERM = re.compile(r"\b(until|till|through)\b")
_TERM_NEAR = re.compile(r"\b(before|by)\b")
_EFFECT = re.compile(r"\b(?:with effect from|as of|effective|from|since|starting)\b")
_ONSET = re.compile(r"\b(?:with effect from|as of|effective|from|starting)\b")
_TO_COME = re.compile(r"\b(?:will|would|shall|(?:is|are|was|were) to)\b")
_NEXT = re.compile(r"\b(?:next|later this|this)\b")
_DONE = re.compile(r"\b\w+ed (?:\w+ )?(?:on|in)? ?$")
_BORDERS = re.compile(r";| — | – |\(|, (?:and|but|while|where|which|who|when|after|whereas|though)\b")
