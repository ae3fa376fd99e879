"""Who holds which office, and which ministry belongs to which state: read from titles and names themselves."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.model import Ref, Value
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.stating.frames import Candidate


def find(article: Article, sentence: Sentence) -> Iterator[Candidate]:
    """Yield SERVES_IN and MINISTRY_OF of the people and ministries that a sentence names."""
    for mention in article.within(sentence):
        if mention.kind == "Official" and mention.role in ("title", "surname"):
            yield from _office(article, mention, sentence)
        for ministry in _ministries(article, mention):
            owner = _owner(ministry)
            target = Mention(owner.kind, (owner,), mention.first, mention.last)
            source = Mention("Ministry", (ministry,), mention.first, mention.last)
            yield Candidate(
                "MINISTRY_OF",
                "ministry.name",
                mention.first,
                [source],
                [target],
                first=sentence.first,
                last=sentence.last,
            )


def _ministries(article: Article, mention: Mention) -> list[Ref]:
    """The ministries that a mention names as institutions; that of a person only where the title names it in full."""
    if mention.kind == "Ministry" and mention.role == "name":
        found = [mention.ref]
    elif mention.kind == "Official" and mention.ref in article.people:
        person = article.people[mention.ref]
        found = [person.office] if person.office and person.office.kind == "Ministry" and not person.inferred else []
        words = {article.word(i) for i in range(mention.first, mention.last)}
        if not words & {"ministry", "department"} and not any(
            w.isupper() and w.isalpha() and len(w) > 3 for w in article.text(mention.first, mention.last).split()
        ):
            found = []
    else:
        found = []
    return [r for r in found if r.id != "EU/european-commission"]


def _owner(ministry: Ref) -> Ref:
    head = ministry.id.split("/")[0]
    return Ref("Country" if len(head) == 3 else "Bloc", head)


def _office(article: Article, mention: Mention, sentence: Sentence) -> Iterator[Candidate]:
    person = article.people.get(mention.ref)
    if person is None or person.office is None or person.former or not person.title:
        return
    attributes: dict[str, Value] = {"title": person.title}
    if person.accredited:
        attributes["accredited_to"] = person.accredited
    office = Mention(person.office.kind, (person.office,), mention.first, mention.last)
    found = Candidate("SERVES_IN", "office.title", mention.first, [mention], [office], attributes=attributes)
    found.first, found.last = sentence.first, sentence.last
    yield found
