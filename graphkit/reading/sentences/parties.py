"""The parties of an instrument: its signatories, partners, owners, or the group it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.model import Ref
from graphkit.reading.language import lists
from graphkit.reading.naming.mentions import PARTIES, Article, Mention
from graphkit.reading.sentences import arguments, grammar, subjects
from graphkit.reading.sentences.clauses import Syntax, Verb

_PEOPLE = PARTIES | {"Official", "Group"}


def parties(syntax: Syntax, noun: Mention, verb: Verb | None, how: str) -> Iterator[list[Ref]]:
    """Yield the sets of parties: one for all, or one for each partner of a list."""
    article = syntax.article
    right = arguments.dependents(syntax, noun.last)
    if verb is not None and how == "passive":
        right += arguments.dependents(syntax, verb.last)
    elif verb is not None and how == "active":
        right = arguments.dependents(syntax, verb.last) + right
    between = [m for a in right if a.preposition in ("between", "among") for m in a.mentions if m.kind in _PEOPLE]
    partners = [m for a in right if a.preposition == "with" for m in a.mentions if m.kind in _PEOPLE]
    if verb is not None and verb.form == "infinitive" and not partners:
        partners = _agreed_with(syntax, verb)
    agents = _agents(syntax, noun, verb, how, right)
    if how == "noun" and not agents and not between:
        agents = _beneficiary(syntax, noun) if partners else _both(syntax, noun) or _negotiators(syntax, noun)
    if between:
        refs = _states(article, between)
        if len(refs) > 1:
            yield sorted(refs)
            return
    own, others = _states(article, agents), _states(article, partners)
    others = [
        r
        for r in others
        if r not in own and not any(r.id == o.id.split("/")[0] or o.id == r.id.split("/")[0] for o in own)
    ]
    if own and others:
        if len(own) > 1 and len(own) + len(others) <= 4:
            yield sorted({*own, *others})
        elif len(own) == 1 or len(others) == 1:
            for one in own:
                yield from (sorted({one, other}) for other in others)
    elif 2 <= len(own) <= 4:
        yield sorted(own)
    elif len(others) >= 1 and not own and how == "passive":
        host = _implied(article, others)
        for other in others:
            if host and host != other:
                yield sorted({host, other})


def _agreed_with(syntax: Syntax, verb: Verb) -> list[Mention]:
    """Return the partners of "agreed with X to conclude an accord"."""
    outer = syntax.before(verb.first)
    if outer is None or outer.lemma not in ("agree", "plan", "decide", "work", "prepare"):
        return []
    return arguments.pick(arguments.dependents(syntax, outer.last), "with", _PEOPLE)


def _beneficiary(syntax: Syntax, noun: Mention) -> list[Mention]:
    """Return who acts under an instrument: "Under a deal with Finland, Canada will share data"."""
    article = syntax.article
    before = [article.word(j) for j in range(max(syntax.sentence.first, noun.first - 4), noun.first)]
    if not {"under", "through", "following", "since"} & set(before):
        return []
    after, outer = syntax.after(noun.last), syntax.before(noun.first)
    verb = after if noun.first - syntax.sentence.first < 5 else outer
    return [m for m in subjects.subject(syntax, verb) if m.kind in _PEOPLE] if verb and not verb.passive else []


def _negotiators(syntax: Syntax, noun: Mention) -> list[Mention]:
    """Return who works on an instrument: "Peru and Chile are working on an agreement"."""
    outer = syntax.before(noun.first)
    if outer is None or outer.lemma not in ("work", "negotiate", "prepare", "draft", "finalise", "finalize"):
        return []
    who = [m for m in subjects.subject(syntax, outer) if m.kind in _PEOPLE]
    return who if len({r for m in who for r in m.refs}) > 1 else []


def _both(syntax: Syntax, noun: Mention) -> list[Mention]:
    """Return the group that a definite instrument belongs to: "both countries meet in accordance with the MOU"."""
    article = syntax.article
    before = [article.word(j) for j in range(max(syntax.sentence.first, noun.first - 3), noun.first)]
    if "the" not in before or noun.sort != "mou":
        return []
    spoken = article.within(syntax.sentence)
    groups = [m for m in spoken if m.kind == "Group" and m.last <= noun.first and grammar.nominal(article, m)]
    return groups[-1:]


def _agents(
    syntax: Syntax, noun: Mention, verb: Verb | None, how: str, right: list[arguments.Argument]
) -> list[Mention]:
    article = syntax.article
    owners = _owners(article, noun)
    if how in ("active", "relative") and verb is not None:
        subject = [m for m in subjects.subject(syntax, verb) if m.kind in _PEOPLE]
        joined = {r for m in subject for r in m.refs}
        return owners if len(owners) > 1 and len(joined) < 2 else subject or owners
    by = [m for a in right if a.preposition == "by" for m in a.mentions if m.kind in _PEOPLE]
    if by:
        return by
    return owners


def _owners(article: Article, noun: Mention) -> list[Mention]:
    """Return the parties before an instrument: "the US-Japan agreement", "Chile's memorandum", "the EU deal"."""
    out: list[Mention] = []
    j = noun.first
    while j > 0 and noun.first - j < 12:
        owner, word = article.owner[j - 1], article.word(j - 1)
        if owner is None and (word in lists.PARTIES_BEFORE_NOUN or word.isdigit()):
            j -= 1
        elif owner is not None and owner.topic:
            j = owner.first
        elif owner is not None and owner.kind in ("Country", "Bloc", "Company", "Group", "Ministry"):
            out.insert(0, owner)
            j = owner.first
        else:
            break
    return out


def _without_own(refs: list[Ref]) -> list[Ref]:
    """Leave out a country beside one of its own ministries: it is the country of the ministry, no party."""
    owners = {r.id.split("/")[0] for r in refs if r.kind == "Ministry"}
    return [r for r in refs if r.id not in owners]


def _states(article: Article, mentions: list[Mention]) -> list[Ref]:
    """Return the parties that some mentions stand for: officials for their states, groups for their members."""
    out: list[Ref] = []
    for mention in mentions:
        if mention.kind in ("Country", "Bloc") and grammar.is_place(article, mention):
            continue
        for ref in mention.refs:
            party = ref
            if ref.kind == "Official":
                person = article.people.get(ref)
                if person and person.office and person.office.kind == "Company":
                    continue
                party = grammar.state_of(ref) or ref
            if party.kind in PARTIES and party not in out:
                out.append(party)
    kinds = {r.kind for r in out}
    if "Forum" in kinds and len(out) > 1:
        out = [r for r in out if r.kind != "Forum"]
    return _without_own(out)


def _implied(article: Article, others: list[Ref]) -> Ref | None:
    """Return the other party where a text leaves out the country that it is written from."""
    if any(r.kind == "Company" for r in others):
        return None
    home = article.sure_home
    return home if home and article.weights[home] >= 4 else None
