"""Export controls: bans, quotas and licences on minerals, and their lifting."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.reading.language import lists
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.sentences import arguments, grammar, subjects
from graphkit.reading.sentences.clauses import Syntax, Verb
from graphkit.reading.stating import measures
from graphkit.reading.stating.frames import Candidate

_OUT = frozenset({"export", "leave", "ship"})


def find(syntax: Syntax) -> Iterator[Candidate]:
    """Yield the export restrictions that a sentence states."""
    article, sentence = syntax.article, syntax.sentence
    words = [article.word(i) for i in range(sentence.first, sentence.last)]
    minerals = [m for m in article.within(sentence) if m.kind == "Mineral" and m.good]
    minerals = [m for m in minerals if article.word(m.last) not in lists.SLOTS_NO_GOODS]
    if not minerals:
        return
    for verb in syntax.verbs:
        if verb.lemma in _OUT:
            found = _not_out(syntax, verb, minerals)
            if found:
                yield found
                return
    if not lists.RESTRICTIONS_EXPORT & set(words):
        return
    for verb in syntax.verbs:
        if verb.lemma in lists.RESTRICTIONS_VERBS and not (
            verb.lemma in lists.RESTRICTIONS_LIFT and _noun_near(article, verb, sentence)
        ):
            found = _by_verb(syntax, verb, minerals)
            if found:
                yield found
                return
    for i in range(sentence.first, sentence.last):
        if (
            article.word(i) in lists.RESTRICTIONS_NOUNS
            and article.owner[i] is None
            and not any(v.at == i for v in syntax.verbs)
        ):
            found = _by_noun(syntax, i, minerals)
            if found:
                yield found
                yield from _replaced(syntax, found)
                return


def _noun_near(article: Article, verb: Verb, sentence: Sentence) -> bool:
    """Tell whether what a verb suspends or ends is a restriction itself."""
    near = (
        range(max(sentence.first, verb.first - 20), verb.first)
        if verb.passive
        else range(verb.last, min(verb.last + 8, sentence.last))
    )
    return any(article.word(j) in lists.RESTRICTIONS_NOUNS for j in near)


def _not_out(syntax: Syntax, verb: Verb, minerals: list[Mention]) -> Candidate | None:
    """Read "cobalt may not be exported", "no ore may leave the country", "leaves only with a licence"."""
    article, sentence = syntax.article, syntax.sentence
    right = [article.word(j) for j in range(verb.last, min(verb.last + 9, sentence.last))]
    barred = _barred(syntax, verb)
    licensed = "only" in right[:4] and bool(lists.RESTRICTIONS_NOUNS & set(right))
    if not (barred or licensed) or syntax.question:
        return None
    names_country = any(m.kind == "Country" and m.first == verb.last for m in article.within(sentence))
    if verb.lemma == "leave" and not names_country and not lists.RESTRICTIONS_BORDERS & set(right):
        return None
    before = [m for m in minerals if m.last <= verb.first]
    rows = grammar.coordinations(article, before or minerals)
    places = [
        m for a in arguments.dependents(syntax, verb.last) if a.preposition in ("", "from", "of") for m in a.mentions
    ]
    who = measures.whose(syntax, verb.first) or [m for m in places if m.kind == "Country"][:1] or measures.home(article)
    words = {article.word(j) for j in range(sentence.first, sentence.last)}
    later = any(w.isdigit() and len(w) == 4 and w > measures.year(article) for w in words)
    status = "planned" if later and {"from", "will", "by"} & words else "current"
    goods = rows[-1] if before else rows[0]
    return (
        measures.candidate(syntax, "restrict.not-out", verb.at, who, goods, status, "ban" if barred else "licence")
        if who
        else None
    )


def _barred(syntax: Syntax, verb: Verb) -> bool:
    """Tell whether a verb says what may not be: "may no longer leave", "no ore may be exported"."""
    article, first = syntax.article, syntax.sentence.first
    around = [article.word(j) for j in range(max(first, verb.first - 14), verb.at)]
    near = {article.word(j) for j in range(max(first, verb.first - 2), verb.at)}
    if "if" in around:
        return False
    if {"allowed", "permitted"} & near and {"not", "no", "longer", "never"} & set(around[-7:]):
        return True
    if {"not", "longer", "never", "cannot"} & near and {"may", "can", "must", "be", "could"} & near:
        return True
    return bool({"no", "nothing"} & set(around)) and bool(
        {"may", "can", "leaves", "leave"} & (near | {article.word(verb.at)})
    )


def _by_verb(syntax: Syntax, verb: Verb, minerals: list[Mention]) -> Candidate | None:
    """Read "Gabon banned exports of manganese", "exports of nickel were halted by Jakarta"."""
    article = syntax.article
    window = range(max(syntax.sentence.first, verb.at - 14), min(syntax.sentence.last, verb.at + 14))
    if not any(article.word(j) in lists.RESTRICTIONS_EXPORT for j in window):
        return None
    right = arguments.dependents(syntax, verb.last)
    who = (
        arguments.pick(right, "by", measures.STATES)
        if verb.passive
        else [m for m in subjects.subject(syntax, verb) if m.kind in measures.STATES]
    )
    if verb.lemma in lists.RESTRICTIONS_BANNING:
        who = who or _owner_of_exports(syntax, window)
        if verb.passive:
            who = who or [m for m in arguments.pick(right, "in", measures.STATES) if m.kind == "Country"]
    goods = measures.goods(syntax, verb.last if not verb.passive else syntax.sentence.first, minerals)
    near = {article.word(j) for j in range(max(syntax.sentence.first, verb.first - 6), verb.first)}
    if near & lists.RESTRICTIONS_REJECTED:
        return None
    bill = bool(
        {"bill", "draft"} & {article.word(j) for j in range(max(syntax.sentence.first, verb.first - 9), verb.first)}
    )
    if bill and verb.mood in ("may", "planned", "purpose"):
        who = who or _legislator(syntax, verb)
    elif verb.mood in ("may", "denied", "sought", "purpose", "ended"):
        return None
    if not who or not goods:
        return None
    status = "planned" if verb.mood == "planned" or bill else "current"
    return measures.candidate(syntax, "restrict.verb", verb.at, who, goods, status, verb.lemma)


def _legislator(syntax: Syntax, verb: Verb) -> list[Mention]:
    """Return the country before whose parliament a bill is: "a bill before the Philippine Senate would ban ..."."""
    before = [m for m in syntax.article.within(syntax.sentence) if m.kind == "Country" and m.last <= verb.first]
    return before[-1:] or measures.home(syntax.article)


def _owner_of_exports(syntax: Syntax, window: range) -> list[Mention]:
    article = syntax.article
    for j in window:
        if article.word(j) in lists.RESTRICTIONS_EXPORT:
            before = [
                m for m in article.within(syntax.sentence) if m.last <= j and m.first >= j - 5 and m.kind == "Country"
            ]
            owned = [m for m in before if grammar.possessive(article, m) or m.role == "demonym"]
            from_ = [
                m for m in article.within(syntax.sentence) if m.first > j and m.kind == "Country" and m.first - j < 12
            ]
            from_ = [m for m in from_ if grammar.preposition(article, m) == "from"]
            if owned or from_:
                return owned[-1:] or from_[:1]
    return []


def _by_noun(syntax: Syntax, i: int, minerals: list[Mention]) -> Candidate | None:
    """Read "China's export controls on gallium", "a ban on exports of nickel ore", "lifted the export ban"."""
    article = syntax.article
    near = [article.word(j) for j in range(max(syntax.sentence.first, i - 4), min(syntax.sentence.last, i + 6))]
    if "no" in near[:4] or lists.RESTRICTIONS_REJECTED & set(near[:4]):
        return None
    if not lists.RESTRICTIONS_EXPORT & set(near) or "import" in near:
        return None
    verb = governing(syntax, i)
    right = arguments.dependents(syntax, i + 1)
    who = measures.possessor(syntax, i) or arguments.pick(right, "by", measures.STATES)
    if not who and verb is not None:
        agent = arguments.pick(arguments.dependents(syntax, verb.last), "by", measures.STATES)
        who = agent if verb.passive else [m for m in subjects.subject(syntax, verb) if m.kind in measures.STATES]
    who = who or measures.announcer(syntax, i) or measures.in_force(syntax, i)
    goods = measures.goods(syntax, i + 1, minerals) or measures.goods_before(syntax, i, minerals)
    status = _status(syntax, i, verb)
    if not who or not goods or not status:
        return None
    return measures.candidate(syntax, "restrict.noun", i, who, goods, status, article.word(i))


def _replaced(syntax: Syntax, found: Candidate) -> Iterator[Candidate]:
    """Read "replaced its ban with quotas" as the ban lifted and the quotas current."""
    article = syntax.article
    verb = governing(syntax, found.at)
    if verb is None or verb.lemma != "replace" or found.status != "lifted":
        return
    after = [j for j in range(found.at + 1, syntax.sentence.last) if article.word(j) in lists.RESTRICTIONS_NOUNS]
    if after and {"with", "by"} & {article.word(j) for j in range(found.at, after[0])}:
        who, goods = found.subjects, found.objects
        yield measures.candidate(syntax, "restrict.replaced", after[0], who, goods, "current", article.word(after[0]))


def governing(syntax: Syntax, i: int) -> Verb | None:
    """Return the verb that imposes, keeps or lifts the measure that a noun names."""
    left, right = syntax.before(i), syntax.after(i)
    if right and syntax.article.word(right.first - 1) == "," and right.first == right.at:
        later = syntax.after(right.last)  # "the ban, imposed in 2019, had been dropped"
        right = later if later and later.passive and later.lemma in lists.RESTRICTIONS_LIFT else right
    if (
        right
        and right.passive
        and right.lemma in lists.RESTRICTIONS_IMPOSE | lists.RESTRICTIONS_LIFT
        and right.first - i < 18
    ):
        return right
    if left and left.lemma in lists.RESTRICTIONS_IMPOSE | lists.RESTRICTIONS_LIFT and i - left.last < 12:
        return left
    return right if right and right.passive and right.first - i < 10 else left if left and i - left.last < 8 else None


def _permits_stopped(article: Article, i: int, verb: Verb) -> bool:
    """Tell whether what stops is the leave to export: "suspended export permits", not "the need of a licence"."""
    leave = article.word(i) in lists.RESTRICTIONS_PERMITS and article.word(i + 1) not in lists.RESTRICTIONS_NEEDED
    return leave and verb.lemma in lists.RESTRICTIONS_WITHDRAW


def _status(syntax: Syntax, i: int, verb: Verb | None) -> str:
    article = syntax.article
    before = {article.word(j) for j in range(max(syntax.sentence.first, i - 8), i)}
    if syntax.question or (verb is not None and verb.mood in ("may", "denied", "sought")):
        return ""
    if verb is not None and _permits_stopped(article, i, verb):
        return {"fact": "current", "planned": "planned"}.get(verb.mood, "")
    if verb is not None and verb.lemma in lists.RESTRICTIONS_LIFT:
        return "lifted" if verb.mood == "fact" else "current" if verb.mood == "planned" else ""
    if before & {"lifting", "easing", "end", "removal", "suspension"}:
        return "lifted"
    if before & lists.RESTRICTIONS_BILL or (verb is not None and verb.mood == "planned"):
        return (
            "planned"
            if before & {"bill", "draft", "planned", "proposed"} or (verb is not None and verb.mood == "planned")
            else ""
        )
    return "current"
