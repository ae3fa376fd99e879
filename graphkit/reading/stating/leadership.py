"""Who leads a forum, and who takes part in one by its very name."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.model import Ref
from graphkit.reading.language import lists
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.naming.names import index
from graphkit.reading.sentences import arguments, subjects
from graphkit.reading.sentences.clauses import Syntax, Verb
from graphkit.reading.stating.frames import Candidate


def named_parties(syntax: Syntax) -> Iterator[Candidate]:
    """Read the countries in the name of a forum as its participants, where a meeting of it took place."""
    article, sentence = syntax.article, syntax.sentence
    for forum in article.within(sentence):
        if forum.kind != "Forum" or forum.role != "name":
            continue
        held = any(v.mood == "fact" and v.lemma in lists.MEMBERSHIP_HOLDING for v in syntax.verbs)
        parties = _parties_in_name(article, forum)
        if held and len(parties) == 2:
            who = [Mention(r.kind, (r,), forum.first, forum.last) for r in parties]
            found = Candidate("PARTICIPATES_IN", "part.name", forum.first, who, [forum])
            found.first, found.last = sentence.first, sentence.last
            yield found


def _parties_in_name(article: Article, forum: Mention) -> list[Ref]:
    finder, tokens = index(article.names), article.page.tokens
    out: list[Ref] = []
    for i in range(forum.first, forum.last - 1):
        for hit in finder.find(tokens, i, min(i + 2, forum.last - 1)):
            if hit.name.ref.kind in ("Country", "Bloc") and hit.name.ref not in out:
                out.append(hit.name.ref)
    return out


def leaders(syntax: Syntax, last_body: Ref | None) -> Iterator[Candidate]:
    """Read "launched under the leadership of X", "led by X", "X chairs F"."""
    article, sentence = syntax.article, syntax.sentence
    mentions = article.within(sentence)
    forums = [m for m in mentions if m.kind == "Forum"]
    for i in range(sentence.first, sentence.last):
        word = article.word(i)
        who: list[Mention] = []
        if (word == "leadership" and article.word(i + 1) == "of") or (
            word in ("led", "chaired", "spearheaded", "headed") and article.word(i + 1) == "by"
        ):
            who = [m for m in mentions if m.party and m.first >= i + 2 and m.first - i < 5][:1]
        if not who:
            continue
        before = [f for f in forums if f.last <= i]
        body = before[-1:]
        if not body and last_body and last_body.kind == "Forum" and _speaks_of_body(article, sentence.first, i):
            body = [Mention("Forum", (last_body,), i, i + 1)]
        if body:
            yield _leads(syntax, "lead.by", i, who, body)
    for verb in syntax.verbs:
        if (
            verb.lemma in ("lead", "chair", "head")
            and not verb.passive
            and verb.mood in ("fact", "planned")
            and verb.form == "finite"
        ):
            subject = [m for m in subjects.subject(syntax, verb) if m.party]
            objects = [
                m
                for a in arguments.dependents(syntax, verb.last)[:1]
                if a.preposition == "" or (a.preposition == "of" and _of_founding(syntax, verb))
                for m in a.mentions
                if m.kind == "Forum"
            ]
            if subject and objects:
                yield _leads(syntax, "lead.verb", verb.at, subject[:1], objects[:1])


def _of_founding(syntax: Syntax, verb: Verb) -> bool:
    """Tell whether "led the launch of", "led the creation of" stands there."""
    after = {syntax.article.word(i) for i in range(verb.last, verb.last + 4)}
    return bool(after & {"launch", "creation", "founding", "establishment", "work"})


def _speaks_of_body(article: Article, first: int, last: int) -> bool:
    last = min(last, first + 5)
    return any(article.word(i) in lists.MEMBERSHIP_COOPERATIVE for i in range(first, last))


def _leads(syntax: Syntax, rule: str, at: int, who: list[Mention], body: list[Mention]) -> Candidate:
    found = Candidate("LEADS", rule, at, who, body)
    found.first, found.last = syntax.sentence.first, syntax.sentence.last
    return found
