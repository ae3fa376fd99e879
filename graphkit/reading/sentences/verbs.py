"""The verbs of a sentence: voice, and whether what they say happened, is planned, sought, supposed or denied."""

from __future__ import annotations

import re

from graphkit.reading.language import lists
from graphkit.reading.language.lexicon import Form, listed
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming.mentions import Article
from graphkit.reading.sentences import moods
from graphkit.reading.sentences.clauses import Syntax, Verb

_UNTRUE = re.compile(r"\bnot (?:true|correct|the case|so) that\b|\bfake news\b", re.IGNORECASE)
_DO = frozenset(["do", "does", "did"])
_NOT = frozenset({"not", "n't", "never", "t", "’", "'"})
_AUXILIARIES = lists.VERBS_MODAL_PLAN | lists.VERBS_MODAL_MAY | lists.VERBS_BE | lists.VERBS_HAVE | _DO | _NOT


def analyse(article: Article, sentence: Sentence, known: dict[str, Form]) -> Syntax:
    """Return the verbs of a sentence, given the forms of all verbs that the reader knows."""
    syntax = Syntax(article, sentence)
    syntax.question = article.page.clean[sentence.start : sentence.end].rstrip("\"”’' ").endswith("?")
    words = {article.word(i) for i in range(sentence.first, sentence.last)}
    opening = [article.word(i) for i in range(sentence.first, min(sentence.first + 6, sentence.last))]
    corrected = opening[:1] == ["correction"] or bool(words & {"wrongly", "erroneously", "mistakenly"})
    syntax.doubted = (
        corrected
        or bool(_UNTRUE.search(article.page.clean, sentence.start, sentence.end))
        or bool(words & lists.VERBS_PRESS and words & lists.VERBS_CLAIMED)
        or bool(words & lists.VERBS_DOUBT)
        or bool(words & lists.VERBS_HEARSAY and words & {"dismissed", "denied", "rejected", "denies", "deny", "no"})
    )
    for i in range(sentence.first, sentence.last):
        form = known.get(article.word(i))
        if form is None or article.owner[i] is not None:
            continue
        if article.page.tokens[i].capital and i > sentence.first and not sentence.headline:
            continue
        if _is_verb(article, sentence, i, form):
            syntax.verbs.append(_verb(article, sentence, i, form))
    inner = {j for v in syntax.verbs for j in range(v.first, v.at)}
    syntax.verbs = [v for v in syntax.verbs if v.at not in inner]  # auxiliaries are no verbs of their own
    for verb in syntax.verbs:
        moods.set_mood(syntax, verb)
    return syntax


def _is_verb(article: Article, sentence: Sentence, i: int, form: Form) -> bool:
    """Tell whether a word that can be a verb is one here: not "its exports", "the ban", "the signed text"."""
    before, after = article.word(i - 1), article.word(i + 1)
    if after in lists.VERBS_EXPORT_NOUNS and form.lemma in ("export", "import"):
        return False
    if before in ("export", "import"):
        return False
    while before in lists.VERBS_SKIP or (before.endswith("ly") and len(before) > 4):
        i -= 1
        before = article.word(i - 1)
    if before == "to":
        return "base" in form.kinds
    if before in _AUXILIARIES or (before in lists.VERBS_PRONOUNS and before not in ("both", "that")):
        return True
    if form.kinds & {"past", "participle"} and "base" not in form.kinds:
        return before not in lists.VERBS_DETERMINERS or (
            before in ("of", "by", "from", "all") and after in ("by", "to")
        )
    if "gerund" in form.kinds:
        fixed = after in ("members", "member", "states", "parties")  # "founding members"
        return not fixed and before not in ("the", "a", "an", "its", "their", "his", "this")
    determined = before in lists.VERBS_DETERMINERS - {"that"} - lists.GRAMMAR_PREPOSITIONS - lists.VERBS_QUANTIFIERS
    if determined or before == "'s":
        return False
    if form.lemma not in lists.VERBS_NOUNS_TOO:
        return i > sentence.first
    if before in lists.VERBS_DETERMINERS or (i == sentence.first and not sentence.headline):
        return before == "that" and "third" in form.kinds
    return not _in_noun_phrase(article, sentence, i) and _has_subject(article, i, after, form)


def _in_noun_phrase(article: Article, sentence: Sentence, i: int) -> bool:
    """Tell whether a determiner or possessor stands shortly before a word, with only plain words between."""
    owner = article.owner[i - 1] if i > 0 else None
    if owner and (owner.topic or owner.role == "demonym"):
        return True
    for j in range(i - 1, max(sentence.first - 1, i - 4), -1):
        if article.word(j) in ("'s", "the", "its", "their", "his"):
            return True
        if article.owner[j] is not None or not article.word(j).isalpha():
            break
    return False


def _has_subject(article: Article, i: int, after: str, form: Form) -> bool:
    """Tell whether what stands before a word can be its subject, and what stands after it is no sign of a noun."""
    owner, before = article.owner[i - 1] if i > 0 else None, article.word(i - 1)
    party = owner is not None and owner.party
    if "third" in form.kinds:
        named = party or before in ("and", ",", "that", ")") or (owner is None and article.page.tokens[i - 1].capital)
        return named and after not in lists.VERBS_NOT_AFTER
    plural = party or before in ("and", ",", "but", ")") or before.endswith("s")
    return plural and before not in lists.GRAMMAR_PREPOSITIONS and after not in ("of", ".", ",")


def _verb(article: Article, sentence: Sentence, i: int, form: Form) -> Verb:
    """Return the verb at a token with its auxiliaries to the left."""
    first, j, found = i, i - 1, set[str]()
    while j >= sentence.first and i - j < 9:
        word = article.word(j)
        if word in lists.VERBS_SKIP or word[:1].isdigit() or (word.endswith("ly") and len(word) > 4):
            j -= 1
            continue
        if (word == "to" and j != first - 1) or (word != "to" and word not in _AUXILIARIES):
            break
        found.add(word)
        first = j
        j -= 1
        if word == "to":
            break
    be, have, to = bool(found & lists.VERBS_BE), bool(found & lists.VERBS_HAVE), "to" in found
    passive = "participle" in form.kinds and "gerund" not in form.kinds
    passive = passive and (be or (_agent_follows(article, i + 1) and not have))
    if to:
        kind = "infinitive"
    elif "gerund" in form.kinds:
        kind = "finite" if be else "gerund"
    elif (passive and not be) or (not form.kinds & {"past", "third", "base"} and not (be or have)):
        kind = "reduced"
    else:
        kind = "finite"
    return Verb(i, first, i + 1, form.lemma, passive, kind, perfect=have)


def _agent_follows(article: Article, i: int) -> bool:
    """Tell whether "by" stands at a token, or after a date: "chaired this year by Peru"."""
    j = i
    while j < i + 4 and (
        article.word(j) in lists.ARGUMENTS_TIME
        or article.word(j) in ("on", "this", "last")
        or article.word(j).isdigit()
    ):
        j += 1
    return article.word(j) == "by"


def base_verbs() -> frozenset[str]:
    """The verbs that begin a clause of their own without being in a frame."""
    return listed("verbs", "general") | {"be", "have"}
