"""The text of a document made ready: furniture masked, tokens and sentences, all at the original offsets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from graphkit.model import plain

# A sentence longer than this is cut, so that work stays linear in the length of a text without full stops.
LONGEST = 900

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_END = re.compile(r"[.!?…]+[\"”’'»)\]]{0,3}(?=\s|$)")
_STARTS = re.compile(r"\s+[\"“‘'`(\[«*_-]{0,4}\s?[A-Z0-9À-ÞĀ-Ž]")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:Mr|Mrs|Ms|Dr|Prof|Hon|Gov|Sen|Rep|Gen|Col|Lt|Maj|Capt|Eng|Engr|St|No|Nos|Inc|Corp|Ltd|Co|Jr|Sr|vs"
    r"|approx|Art|Sec|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Ont|H\.E|[A-Z]|(?:[A-Z]\.)+[A-Z])\.$"
)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[^\n]*\n){0,60}?---[ \t]*(?:\n|$)")
_URL = re.compile(r"(?:https?://|www\.)[^\s)\]>]{1,300}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}")
# Signs of Markdown: the brackets and target of a link, emphasis, quotes and bars of tables.
_MARKDOWN = re.compile(
    r"\[(?=[^\[\]\n]{1,200}\]\()|\]\([^()\n]{0,300}\)|\*{1,3}|(?<![^\n])[>|]|\|(?=\s*$)", re.MULTILINE
)
_LINE = re.compile(r"[^\n]+")
_FURNITURE = re.compile(
    r"\W{0,6}(?:"
    r"related(?: (?:news|articles|stories|images|links|topics|coverage|reading))?\b(?=\s*(?::|$|\|))"
    r"|(?:to )?read (?:also|more|next|as well|too)\b|also read\b|see also\b|more (?:on|in|from|stories)\b"
    r"|most (?:viewed|read|popular)\b"
    r"|recommended\b|you (?:may|might) also\b|trending\b|tags?\s?:|topics\s?:|keywords\s?:|click here\b|sign up\b"
    r"|subscribe\b|follow us\b|join us on\b|share (?:this|via|on)\b|copyrights?\b|©|ⓒ|\(c\)|all rights reserved"
    r"|special coverage\b|next (?:article|story|news)\b|advertisement\b|cookie|privacy policy|terms of use"
    r"|last update|print this|don.t miss\b|up next\b|editor.s (?:pick|choice)|newsletter)",
    re.IGNORECASE,
)
_ARROWS = re.compile(r"\s*(?:>>|»|►|▶)[^\n]*[^.\s]\s*$")
_HASHTAGS = re.compile(r"#[^\W\d_][^\n]*#|\s*#[^\W\d_]\w*\s*$")
_TEASERS = re.compile(
    r"\W{0,6}(?:related\b[^.]{0,40}|read (?:also|more|next)|also read|see also|more (?:on|in|from)[^.]{0,40}"
    r"|most (?:viewed|read)|recommended[^.]{0,40}|tags?|trending[^.]{0,20})\s?:?\W{0,4}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign: `text` as written, `word` without accents and dots in lower case."""

    text: str
    word: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A range of characters and of tokens; `paragraph` counts the blocks of the page, `headline` marks titles."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    headline: bool


@dataclass
class Page:
    """A document's text with what is furniture blanked, cut into tokens and sentences."""

    text: str
    clean: str
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)

    def trails(self, sentence: Sentence) -> bool:
        """Tell whether a line is a heading or link below the last full sentence of the page."""
        return sentence.headline and sentence.paragraph > 0 and sentence.first >= self._body

    @cached_property
    def _body(self) -> int:
        """The token after the last full sentence; none is full in a page of headings."""
        ended = [s for s in self.sentences if not s.headline and self.clean[s.end - 1] != "?"]
        full = [s.last for s in ended if s.last - s.first > 6]
        return full[-1] if full else len(self.tokens)

    def quote(self, start: int, end: int) -> str:
        """Return the original text of a range."""
        return self.text[start:end]


def page(text: str) -> Page:
    """Return the text as a page, all offsets those of `text`.

    Example:
        >>> [t.text for t in page("Peru's ore.").tokens]
        ['Peru', "'s", 'ore', '.']
    """
    clean = _mask(text)
    result = Page(text, clean)
    result.tokens = list(tokens(clean))
    _add_sentences(result)
    return result


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text; a possessive 's stands apart."""
    for match in _TOKEN.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        cut = _POSSESSIVE.search(word)
        if cut and cut.start() > 0:
            middle = start + cut.start()
            yield Token(word[: cut.start()], plain(word[: cut.start()]), start, middle)
            yield Token(word[cut.start() :], "'s", middle, end)
        else:
            yield Token(word, plain(word.replace(".", "") or word).replace("’", "'"), start, end)


def _mask(text: str) -> str:
    """Blank what is not prose, character for character, so that offsets hold."""
    chars = list(text)

    def blank(start: int, end: int) -> None:
        for i in range(start, end):
            if chars[i] != "\n":
                chars[i] = " "

    front = _FRONT_MATTER.match(text)
    begin = front.end() if front else 0
    blank(0, begin)
    teasers = False
    for match in _LINE.finditer(text, begin):
        line = match.group()
        if not line.strip():
            teasers = False
            continue
        gap = text[max(0, match.start() - 2) : match.start()]
        if gap == "\n\n":
            teasers = False
        if teasers or any(p.match(line) for p in (_FURNITURE, _ARROWS, _HASHTAGS)):
            blank(match.start(), match.end())
            teasers = teasers or bool(_TEASERS.fullmatch(line))
        elif "#" in line:
            _mask_hashtags(line, match.start(), blank)
    for pattern in (_URL, _MARKDOWN):
        for match in pattern.finditer(text, begin):
            blank(match.start(), match.end())
    return "".join(chars)


def _mask_hashtags(line: str, start: int, blank: Callable[[int, int], None]) -> None:
    for match in re.finditer(r"#+ ?", line):
        blank(start + match.start(), start + match.end())


def _blocks(clean: str) -> Iterator[tuple[int, int]]:
    """Yield runs of lines that are one running text."""
    run: tuple[int, int] | None = None
    for match in _LINE.finditer(clean):
        if not match.group().strip():
            if run:
                yield run
            run = None
            continue
        if run and _continues(clean, run, match):
            run = (run[0], match.end())
        else:
            if run:
                yield run
            run = (match.start(), match.end())
    if run:
        yield run


def _continues(clean: str, run: tuple[int, int], match: re.Match[str]) -> bool:
    """Tell whether a line goes on with the sentence of the line before (hard-wrapped text)."""
    if clean[run[1] : match.start()].count("\n") != 1:
        return False
    before = clean[clean.rfind("\n", 0, run[1]) + 1 : run[1]].rstrip()
    after = match.group().strip()
    if not before or re.match(r"[-*•–—]\s|\d+[.)]\s|\(\d+\)", after):
        return False
    if before[-1] in '.!?:;”"':
        return False
    if after[0].islower():
        return True
    if not clean[: run[0]].strip() and "\n" not in clean[run[0] : run[1]].strip():
        return False  # the first line of a page is its title
    if before[-1] == "," or (before.rsplit(" ", 1)[-1].islower() and len(before) > 60):
        return True
    return len(before) > 60 and not _title_case(before)


def _title_case(line: str) -> bool:
    words = [w for w in line.split() if len(w) > 3]
    return len(words) < 4 or sum(w[0].isupper() for w in words) > 0.6 * len(words)


def _add_sentences(result: Page) -> None:
    index = 0
    every = result.tokens
    for number, (start, end) in enumerate(_blocks(result.clean)):
        spans = list(_spans(result.clean, start, end))
        for begin, stop in spans:
            while index < len(every) and every[index].start < begin:
                index += 1
            first = index
            while index < len(every) and every[index].end <= stop:
                index += 1
            if index > first:
                unended = result.clean[stop - 1] not in ".!?…”\"'’)"
                headline = unended and (number == 0 or (len(spans) == 1 and stop - begin < 200))
                result.sentences.append(Sentence(begin, stop, first, index, number, headline))


def _spans(clean: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a block, without the blanks around them."""
    begin = start
    for match in _END.finditer(clean, start, end):
        if match.end() < end and not _STARTS.match(clean, match.end(), end):
            continue
        if match.group() == "." and _abbreviated(clean, begin, match):
            continue
        yield from _pieces(clean, begin, match.end())
        begin = match.end()
    yield from _pieces(clean, begin, end)


def _abbreviated(clean: str, begin: int, match: re.Match[str]) -> bool:
    """Tell whether a full stop belongs to an abbreviation and ends no sentence."""
    short = _ABBREVIATION.search(clean, max(begin, match.end() - 12), match.end())
    if short is None:
        return False
    after = clean[match.end() : match.end() + 12].split()
    opens = bool(after) and after[0] in _OPENERS
    if short.group().strip(' ("“') in ("No.", "Nos."):
        return bool(after) and after[0][:1].isdigit()
    firm = short.group().strip(' ("“') in ("Inc.", "Corp.", "Ltd.", "Co.")
    return not (opens and (firm or clean[match.start() - 1 : match.start()].isupper()))


_OPENERS = {
    "The",
    "A",
    "In",
    "On",
    "It",
    "He",
    "She",
    "They",
    "But",
    "This",
    "That",
    "Under",
    "For",
    "At",
    "As",
    "We",
    "Both",
}


def _pieces(clean: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, cut into pieces where it is too long to be one."""
    while start < end and clean[start].isspace():
        start += 1
    while end > start and clean[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = clean.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield start, cut
        start = cut
        while start < end and clean[start].isspace():
            start += 1
    if end > start:
        yield start, end
