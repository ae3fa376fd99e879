"""Who does it: the subject of a verb, by relative clauses, shared subjects and control."""

from __future__ import annotations

from graphkit.reading.language import lists
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.sentences import grammar
from graphkit.reading.sentences.clauses import Syntax, Verb


def subject(syntax: Syntax, verb: Verb, depth: int = 0) -> list[Mention]:
    """Return the mentions that are subject of a verb, in the order of the text; empty where it is something else."""
    article, sentence = syntax.article, syntax.sentence
    if depth > 4:
        return []
    if verb.form == "reduced":
        return _noun_before(syntax, verb)
    relative = _relative(syntax, verb)
    if relative is not None:
        found = _antecedent(syntax, relative)
        if found and article.word(relative) == "who" and verb.lemma in ("hold", "meet", "sign", "agree"):
            return _whole_list(article, syntax, found[-1])
        if found:
            return found
    outer = syntax.before(verb.first)
    if verb.form in ("infinitive", "gerund"):
        return _controlled(syntax, verb, outer, depth)
    inserted_clause = _inserted_clause(syntax, verb)
    if inserted_clause is not None:
        return _antecedent(syntax, inserted_clause)
    if outer and _shares(syntax, outer, verb):
        return subject(syntax, outer, depth + 1)
    for mention in reversed([m for m in article.within(sentence) if m.last <= verb.first]):
        if not mention.party and mention.kind != "Instrument" and not mention.topic:
            continue
        beside = mention.last == verb.first and mention.role != "demonym"
        if (not beside and not grammar.nominal(article, mention)) or (beside and grammar.preposition(article, mention)):
            continue
        if _gap_open(syntax, mention, verb):
            return _whole_list(article, syntax, mention)
        return []
    return []


def _inserted_clause(syntax: Syntax, verb: Verb) -> int | None:
    """Return the pronoun of a relative clause in commas before a verb: "X, on which Y relies, has ..."."""
    article = syntax.article
    if article.word(verb.first - 1) != ",":
        return None
    for i in range(verb.first - 2, syntax.sentence.first, -1):
        if article.word(i) == ",":
            return None
        if article.word(i) in ("which", "who", "whose", "whom"):
            start = i - 1 if article.word(i - 1) in lists.GRAMMAR_PREPOSITIONS else i
            return start if article.word(start - 1) == "," else None
    return None


def _shares(syntax: Syntax, outer: Verb, verb: Verb) -> bool:
    """Tell whether a verb goes on with the subject of the one before: "X mined ore and sold it"."""
    article = syntax.article
    j = verb.first - 1
    while article.word(j) in lists.ARGUMENTS_FILLERS or article.word(j).endswith("ly"):
        j -= 1
    if article.word(j) not in ("and", "but", ",", "or", "then"):
        return False
    if article.word(j) == "," and article.word(j - 1) in ("and", "but"):
        j -= 1
    between = [article.owner[k] for k in range(outer.last, verb.first)]
    return (
        not any(article.word(k) in ("which", "who", "that", "where") for k in range(outer.last, j))
        and len(between) < 45
        and outer.form != "reduced"
    )


def _controlled(syntax: Syntax, verb: Verb, outer: Verb | None, depth: int) -> list[Mention]:
    """The subject of an infinitive or gerund: that of the verb, or the possessor of the noun, it hangs on."""
    article = syntax.article
    begin = outer.last if outer else syntax.sentence.first
    for mention in reversed(article.within(syntax.sentence)):
        if not begin <= mention.first or not verb.first - 5 <= mention.last <= verb.first or not mention.party:
            continue
        noun = article.word(mention.last) == "'s" and not article.page.tokens[mention.last + 1].capital
        if noun or (mention.role == "pronoun" and grammar.possessive(article, mention)):
            return [mention]
    if outer is not None:
        told = [m for m in article.within(syntax.sentence) if outer.last <= m.first < verb.first and m.party]
        if outer.lemma in lists.ARGUMENTS_CONTROL and not told and verb.first > outer.last:
            return []  # "wants investors to put money in"
        if outer.lemma in lists.SUBJECTS_OBJECT_CONTROL and told:
            return _whole_list(article, syntax, told[0])
        return subject(syntax, outer, depth + 1)
    head = [
        m for m in article.within(syntax.sentence) if m.last <= verb.first and m.party and grammar.nominal(article, m)
    ]
    return _whole_list(article, syntax, head[-1]) if head else []


def _noun_before(syntax: Syntax, verb: Verb) -> list[Mention]:
    """Return the mention that a bare participle describes: "the forum, hosted by X"."""
    article = syntax.article
    j = verb.first - 1
    while article.word(j) in (",", ")", '"', "”") or article.word(j).endswith("ly"):
        j -= 1
    owner = article.owner[j] if j >= syntax.sentence.first else None
    return (
        _whole_list(article, syntax, owner)
        if owner and (owner.party or owner.topic or owner.kind == "Instrument")
        else []
    )


def _relative(syntax: Syntax, verb: Verb) -> int | None:
    """Return the "who" or "which" that is subject of a verb, phrases between the two set aside."""
    if verb.form == "infinitive":
        return None
    article = syntax.article
    for i in range(verb.first - 1, max(syntax.sentence.first, verb.first - 9), -1):
        if article.word(i) in ("who", "which") or (article.word(i) == "that" and i == verb.first - 1):
            return i if i == verb.first - 1 or article.word(i + 1) in lists.GRAMMAR_PREPOSITIONS else None
        owner = article.owner[i]
        if article.word(i) == "," or (owner is not None and owner.party and grammar.nominal(article, owner)):
            return None
    return None


def _antecedent(syntax: Syntax, i: int) -> list[Mention]:
    """What "who" or "which" at a token refers to: the mention right before it, with its list."""
    article = syntax.article
    j = i - 1
    while article.word(j) in (",", ")", '"', "”"):
        j -= 1
    owner = article.owner[j] if j >= syntax.sentence.first else None
    while owner and grammar.is_place(article, owner) and owner.first - 2 >= syntax.sentence.first:
        owner = article.owner[owner.first - 2]  # "the forum in Nairobi, which ..."
    return [owner] if owner and (owner.party or owner.topic or owner.kind == "Instrument") else []


def _whole_list(article: Article, syntax: Syntax, mention: Mention) -> list[Mention]:
    spoken = [m for m in article.within(syntax.sentence) if m.party or m.topic]
    for row in grammar.coordinations(article, spoken):
        if mention in row:
            end = row.index(mention)
            return row[: end + 1]
    return [mention]


def _gap_open(syntax: Syntax, mention: Mention, verb: Verb) -> bool:
    """Tell whether nothing but adverbs, dates, phrases and insertions stands between a subject and its verb."""
    article = syntax.article
    i = mention.last
    while i < verb.first:
        word = article.word(i)
        closing = next((k for k in range(i, min(i + 14, verb.first)) if article.word(k) == ")"), None)
        if word == "(" and closing is not None:
            i = closing + 1
        elif word == "no" and article.word(i + 1) == "longer":
            i += 2
        elif (
            word in lists.ARGUMENTS_FILLERS
            or word in lists.ARGUMENTS_TIME
            or word.isdigit()
            or word.endswith("ly")
            or word in lists.SUBJECTS_MARKS
        ):
            i += 1
        elif word == ",":
            close = next(
                (k for k in range(i + 1, verb.first) if article.word(k) == "," or article.word(k) in ("–", "—")), None
            )
            if close is None:
                return article.word(verb.first - 1) == "," or i + 1 >= verb.first
            i = _last_comma(article, i, verb.first) + 1
        elif word in lists.GRAMMAR_PREPOSITIONS:
            i = _after_phrase(article, i + 1, verb.first)
        elif word in ("who", "which"):
            return i == mention.last
        else:
            return False
    return True


def _last_comma(article: Article, i: int, stop: int) -> int:
    return max(k for k in range(i + 1, stop) if article.word(k) in (",", "–", "—"))


def _after_phrase(article: Article, i: int, stop: int) -> int:
    """Return the token after a prepositional phrase."""
    while i < stop and (
        article.word(i) in lists.GRAMMAR_DETERMINERS
        or (article.owner[i] is None and article.word(i) not in (",", "and", "who", "which"))
    ):
        if article.word(i) in lists.GRAMMAR_PREPOSITIONS:
            return i
        i += 1
    owner = article.owner[i] if i < stop else None
    while owner is not None and i < stop:
        i = owner.last
        if article.word(i) in (",", "and") and i + 1 < stop and article.owner[i + 1] is not None:
            i += 1
        owner = article.owner[i] if i < stop else None
    return i
