"""Who belongs to a forum or bloc, joins or leaves it."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.model import Ref
from graphkit.reading.language import lists
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.sentences import arguments, grammar, subjects
from graphkit.reading.sentences.clauses import Syntax, Verb
from graphkit.reading.stating.frames import Candidate

_BODIES = frozenset({"Forum", "Bloc"})
_WHO = frozenset({"Country", "Bloc", "Group"})
_LEAVE = frozenset({"leave", "quit", "withdraw", "exit"})


def find(syntax: Syntax, last_body: Ref | None) -> Iterator[Candidate]:
    """Yield memberships; `last_body` is the forum or bloc that the text spoke of last."""
    article, sentence = syntax.article, syntax.sentence
    mentions = article.within(sentence)
    bodies = [m for m in mentions if m.kind in _BODIES]
    states = [m for m in mentions if m.kind in _WHO and not grammar.is_place(article, m)]
    if not states:
        return
    for verb in syntax.verbs:
        if verb.lemma in lists.MEMBERSHIP_JOIN | _LEAVE:
            yield from _joining(syntax, verb, last_body)
        elif verb.lemma in ("admit", "accept", "welcome", "invite") and not verb.passive:
            yield from _admitting(syntax, verb, states)
        elif verb.lemma == "form":
            yield from _forming(syntax, verb, states, bodies)
        elif verb.lemma in ("include", "comprise", "unite", "group", "count", "bring", "consist") and not verb.passive:
            yield from _including(syntax, verb, states)
        elif verb.lemma in ("belong", "sit"):
            yield from _pair(
                syntax,
                "member.belong",
                verb.at,
                subjects.subject(syntax, verb),
                _listed(article, bodies, verb.at),
                _mood(verb),
            )
        elif verb.lemma in ("admit", "welcome", "receive", "accept") and verb.passive and verb.mood == "fact":
            yield from _admitted(syntax, verb, bodies)
        elif verb.lemma == "apply" and verb.mood == "fact":
            yield from _applying(syntax, verb, bodies)
    yield from _members(syntax, bodies, states, last_body)
    yield from _addition(syntax, states, bodies, last_body)


def _forming(syntax: Syntax, verb: Verb, states: list[Mention], bodies: list[Mention]) -> Iterator[Candidate]:
    """Read "A, B and C form the alliance", "together with A and B, C forms the alliance"."""
    who = [m for m in subjects.subject(syntax, verb) if m.kind in _WHO]
    opening = [syntax.article.word(i) for i in range(syntax.sentence.first, syntax.sentence.first + 2)]
    if opening in (["together", "with"], ["along", "with"]):
        who = [s for s in states if s.last <= verb.first]
    body = _after(bodies, verb.at)
    if body and body[0].first - verb.last < 4:
        yield from _pair(syntax, "member.form", verb.at, who, body, _mood(verb))


def _listed(article: Article, bodies: list[Mention], i: int) -> list[Mention]:
    """Return the bodies of the list that begins after a token: "belongs to the EAC and the SADC"."""
    rows = grammar.coordinations(article, [b for b in bodies if b.first >= i])
    return rows[0] if rows else []


def _admitted(syntax: Syntax, verb: Verb, bodies: list[Mention]) -> Iterator[Candidate]:
    """Read "Peru was admitted to the forum", "Peru was welcomed into the alliance"."""
    body = _after(bodies, verb.at)
    if body and body[0].first - verb.last < 4 and syntax.article.word(verb.last) in ("to", "into", "in"):
        yield from _pair(syntax, "member.admit", verb.at, subjects.subject(syntax, verb), body, "member")


def _applying(syntax: Syntax, verb: Verb, bodies: list[Mention]) -> Iterator[Candidate]:
    """Read "Peru has applied for membership of the forum"."""
    right = [syntax.article.word(i) for i in range(verb.last, min(verb.last + 4, syntax.sentence.last))]
    body = _after(bodies, verb.at)
    if body and body[0].first - verb.last < 8 and {"membership", "admission", "accession"} & set(right):
        yield from _pair(syntax, "member.apply", verb.at, subjects.subject(syntax, verb), body, "joining")


def _admitting(syntax: Syntax, verb: Verb, states: list[Mention]) -> Iterator[Candidate]:
    """Read "BRICS admitted Peru as a member", "the IEA invited Peru to join"."""
    body = [m for m in subjects.subject(syntax, verb) if m.kind in _BODIES][-1:]
    listed = _run(syntax.article, [s for s in states if s.first >= verb.last])
    after = {syntax.article.word(i) for i in range(verb.last, min(verb.last + 14, syntax.sentence.last))}
    if verb.mood == "fact" and listed and listed[0].first - verb.last < 4 and after & {"member", "members", "join"}:
        yield from _pair(
            syntax, "member.admit", verb.at, listed, body, "joining" if verb.lemma == "invite" else "member"
        )


def _including(syntax: Syntax, verb: Verb, states: list[Mention]) -> Iterator[Candidate]:
    """Read "the alliance, which includes Peru and Chile", "the club unites Mali and Niger"."""
    body = [m for m in subjects.subject(syntax, verb) if m.kind in _BODIES][-1:]
    listed = _run(syntax.article, [s for s in states if s.first >= verb.last])
    close = bool(listed) and listed[0].first - verb.last < 4
    if body and close and verb.mood == "fact" and verb.form != "gerund":
        yield from _pair(syntax, "member.include", verb.at, listed, body, "member")


def _after(bodies: list[Mention], i: int) -> list[Mention]:
    return [b for b in bodies if b.first >= i][:1]


def _mood(verb: Verb) -> str:
    if verb.matrix == "invited":
        return "joining"
    return {"fact": "member", "planned": "joining"}.get(verb.mood, "")


def _joining(syntax: Syntax, verb: Verb, last_body: Ref | None) -> Iterator[Candidate]:
    """Read "Estonia joined the MSP", "Angola left OPEC", and lists that "have joined"."""
    article = syntax.article
    subject = [m for m in subjects.subject(syntax, verb) if m.kind in _WHO]
    right = [
        m for a in arguments.dependents(syntax, verb.last) if a.preposition in ("", "from", "to") for m in a.mentions
    ]
    body = [m for m in right if m.kind in _BODIES][:1]
    if not body and verb.lemma == "join" and len(subject) > 3 and last_body:
        body = [Mention(last_body.kind, (last_body,), verb.at, verb.last)]
    if article.word(verb.last) in ("forces", "hands") or (
        body and article.word(body[0].last) in lists.MEMBERSHIP_NOT_BODIES
    ):
        return
    if verb.lemma in _LEAVE:
        status = "left" if verb.mood in ("fact", "planned") else ""
    else:
        status = _mood(verb)
    if (
        verb.lemma in _LEAVE
        and article.word(verb.last) not in ("the", "from")
        and not (body and body[0].first == verb.last)
    ):
        return
    yield from _pair(syntax, "member." + verb.lemma, verb.at, subject, body, status)


def _members(
    syntax: Syntax, bodies: list[Mention], states: list[Mention], last_body: Ref | None
) -> Iterator[Candidate]:
    """Read "X and Y are members of F", "F's members include X and Y", "F, made up of X and Y"."""
    article, sentence = syntax.article, syntax.sentence
    for i in range(sentence.first, sentence.last):
        word = article.word(i)
        if word in lists.MEMBERSHIP_MEMBERS and article.word(i - 1) not in ("non", "not", "no", "family", "team"):
            of_body = article.word(i + 1) in ("of", "in")
            body = (
                [b for b in _after(bodies, i) if b.first - i < 6]
                if of_body
                else [b for b in bodies if b.last <= i and i - b.last < 12][-1:]
            )
            if (
                not body
                and last_body
                and not of_body
                and article.word(i - 1) in ("its", "the", "state", "founding", "are", "as")
            ):
                body = [Mention(last_body.kind, (last_body,), i, i + 1)]
            yield from _around(syntax, i, body, states)
        elif word in ("comprising", "comprises", "groups", "unites", "grouping") or (
            word == "up" and article.word(i - 1) == "made"
        ):
            body = [b for b in bodies if b.last <= i][-1:]
            listed = _run(article, [s for s in states if s.first > i])
            if body and i - body[0].last < 6 and listed and listed[0].first - i < 6:
                yield from _pair(syntax, "member.list", i, listed, body, "member")


def _around(syntax: Syntax, i: int, body: list[Mention], states: list[Mention]) -> Iterator[Candidate]:
    """Find the members beside the word "members": before its verb, or listed after it."""
    article = syntax.article
    before, after = syntax.before(i), syntax.after(i)
    if not body:
        return
    as_member = (
        before
        and before.lemma in ("sign", "serve", "act", "admit", "accept", "welcome")
        and "as" in (article.word(k) for k in range(before.last, i))
    )
    if before and (before.lemma in ("be", "become", "remain") or as_member) and i - before.last < 10:
        subject = [m for m in subjects.subject(syntax, before) if m.kind in _WHO and m is not body[0]]
        observer = article.word(i).startswith("observer")
        status = "observer" if observer and before.mood == "fact" else _mood(before)
        if status == "member" and lists.MEMBERSHIP_CANDIDATES & {article.word(k) for k in range(before.last, i)}:
            status = "joining"  # "has been a candidate for EU membership"
        yield from _pair(syntax, "member.is", i, subject, body, status)
        return
    if after and after.lemma in lists.MEMBERSHIP_CONSIST and after.first - i < 14 and after.mood == "fact":
        listed = _run(article, [s for s in states if s.first >= after.last])
        if listed and listed[0].first - after.last < 6:
            yield from _pair(syntax, "member.include", i, listed, body, "member")
        return
    beside = _beside(article, i, states)
    if beside:
        status = "observer" if article.word(i).startswith("observer") else "member"
        yield from _pair(syntax, "member.beside", i, beside, body, status)
        return
    listed = _run(article, [s for s in states if s.first > i])
    if listed and article.word(i + 1) in (",", ":", "(", "–", "-") and listed[0].first - i < 5:
        yield from _pair(syntax, "member.list", i, listed, body, "member")


def _beside(article: Article, i: int, states: list[Mention]) -> list[Mention]:
    """Return of whom it is said in commas: "Ghana, a member of F,", "Italy and Norway, all members of F,"."""
    j = i - 1
    while article.word(j) in ("a", "an", "all", "both", "full", "founding", "fellow") and i - j < 4:
        j -= 1
    if j == i - 1 or article.word(j) != ",":
        return []
    rows = grammar.coordinations(article, [s for s in states if s.last <= j])
    return rows[-1] if rows and rows[-1][-1].last == j and rows[-1][-1].role != "demonym" else []


def _run(article: Article, states: list[Mention]) -> list[Mention]:
    rows = grammar.coordinations(article, states)
    return rows[0] if rows else []


def _addition(
    syntax: Syntax, states: list[Mention], bodies: list[Mention], last_body: Ref | None
) -> Iterator[Candidate]:
    """Read "with the addition of Estonia" and "with the accession of X"."""
    article = syntax.article
    for i in range(syntax.sentence.first, syntax.sentence.last):
        j = i + 1 if article.word(i + 1) != "process" else i + 2
        if article.word(i) in ("addition", "accession") and article.word(j) in ("of", "for"):
            who = [s for s in states if s.first >= i + 2][:1]
            body = [b for b in bodies if b.kind == "Forum"][-1:] or (
                [Mention(last_body.kind, (last_body,), i, i + 1)] if last_body else []
            )
            if who and who[0].first - i < 5 and body:
                status = "member" if article.word(i) == "addition" else "joining"
                yield from _pair(syntax, "member.addition", i, who, body, status)
        elif article.word(i) in ("departure", "withdrawal", "exit") and not syntax.question:
            yield from _departure(syntax, i, states, bodies)


def _departure(syntax: Syntax, i: int, states: list[Mention], bodies: list[Mention]) -> Iterator[Candidate]:
    """Read "its departure from OPEC", "the withdrawal of the three states from ECOWAS"."""
    article = syntax.article
    body = [b for b in bodies if b.first > i and b.first - i < 12 and grammar.preposition(article, b) == "from"][:1]
    inner = [s for s in states if s.first > i and body and s.last < body[0].first]
    owner = [s for s in states if s.last <= i and s.last >= i - 2]
    before = syntax.before(i)
    who = inner or owner or (subjects.subject(syntax, before) if before and before.mood == "fact" else [])
    if not (before and before.mood in ("may", "denied")):
        yield from _pair(syntax, "member.departure", i, who, body, "left")


def _pair(
    syntax: Syntax, rule: str, at: int, who: list[Mention], body: list[Mention], status: str
) -> Iterator[Candidate]:
    who = [m for m in who if m.kind in _WHO]
    if who and body and status and not syntax.question:
        found = Candidate("MEMBER_OF", rule, at, who, body, [], status)
        found.first, found.last = syntax.sentence.first, syntax.sentence.last
        yield found
