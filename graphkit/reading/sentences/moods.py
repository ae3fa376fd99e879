"""Whether what a verb says happened, is planned, sought, supposed or denied."""

from __future__ import annotations

from graphkit.reading.language import lists
from graphkit.reading.naming.mentions import Article
from graphkit.reading.sentences.clauses import Syntax, Verb


def set_mood(syntax: Syntax, verb: Verb) -> None:
    """Set the mood of a verb from its auxiliaries, the word it hangs on and its clause."""
    article = syntax.article
    aux = [article.word(j) for j in range(verb.first, verb.at)]
    left = _left_words(syntax, verb)
    if _supposed(syntax, verb) or syntax.question or any(w in lists.VERBS_MODAL_MAY for w in aux):
        verb.mood = "may"
    if (
        (verb.lemma == "be" and article.word(verb.last) in ("not", "no", "never", "neither", "hardly"))
        or any(w in ("not", "n't", "never", "cannot") for w in aux)
        or any(w in ("no", "neither", "nor", "none", "nobody", "nothing") for w in left[:1])
    ):
        verb.mood = "denied"
    elif verb.mood == "fact" and any(w in lists.VERBS_MODAL_PLAN for w in aux):
        verb.mood = "planned"
    elif verb.form == "infinitive":
        verb.matrix = left[0] if left else ""
        verb.mood = _infinitive(syntax, verb, left)
    elif verb.form == "gerund":
        _gerund(syntax, verb, left)
    elif left[:1] and left[0] in lists.VERBS_DENY_WORDS:
        verb.mood = "denied"
    elif left[:2] == ["longer", "no"]:
        verb.mood = "ended"
    outer = syntax.before(verb.first)
    if verb.mood == "fact" and outer and _goes_on(article, outer, verb):
        verb.mood = outer.mood  # "to explore for and mine", "will sign and ratify"
    if (
        verb.mood == "fact"
        and outer
        and outer.lemma in ("see", "let", "make", "help")
        and article.word(verb.at) == verb.lemma
    ):
        verb.mood = outer.mood  # "the deal will see Chile supply copper"
    if verb.mood in ("fact", "planned") and _without(syntax, verb):
        verb.mood = "denied"


def _left_words(syntax: Syntax, verb: Verb) -> list[str]:
    article = syntax.article
    out = []
    for j in range(verb.first - 1, max(syntax.sentence.first - 1, verb.first - 7), -1):
        word = article.word(j)
        if word not in lists.VERBS_SKIP and not word.endswith("ly"):
            out.append(word)
    return out


def _infinitive(syntax: Syntax, verb: Verb, left: list[str]) -> str:
    """The mood of "to sign": from the word it hangs on ("agreed to", "refused to", "is to", "intention to")."""
    outer = syntax.before(verb.first)
    if outer and outer.mood == "fact" and _carried_out(outer, verb):
        return "fact"
    beside = outer is not None and outer.last == verb.first
    if (left[:1] and left[0] in lists.VERBS_DENY_WORDS) or (beside and outer is not None and outer.mood == "denied"):
        return "denied"
    if left[:1] and left[0] in lists.MOODS_OFFERS and set(left[1:4]) & (lists.VERBS_DENY_WORDS | {"down"}):
        return "denied"  # "turned down an invitation to join"
    if left[:1] and left[0] in lists.VERBS_MAY_WORDS:
        return "may"
    if outer and outer.mood == "may" and verb.first - outer.last < 3:
        return "may"
    wanted = [w in lists.VERBS_WANT_WORDS for w in left[:2]]
    if left[:1] == ["like"] or wanted[:1] == [True] or (any(wanted) and left[0] in ("for", "in", "be")):
        return "sought"
    if (
        outer
        and verb.first - outer.last < 6
        and outer.lemma in lists.MOODS_PRESSING
        and set(left[:4]) & lists.VERBS_MAY_WORDS
    ):
        return "may"
    if left[:1] == ["used"] and not (outer and outer.lemma == "be"):
        return "ended"
    planned = lists.VERBS_PLAN_WORDS | lists.VERBS_BE
    if beside or set(left[:2]) & planned or syntax.sentence.headline or verb.first == syntax.sentence.first:
        return "planned"
    return "purpose"


def _goes_on(article: Article, outer: Verb, verb: Verb) -> bool:
    """Tell whether a bare form goes on with the infinitive or modal of the verb before it."""
    bare = article.word(verb.at) == verb.lemma and verb.first == verb.at and verb.form == "finite"
    led = outer.form == "infinitive" or outer.first < outer.at
    return bare and led and article.word(verb.first - 1) in ("and", "or", "but")


def _carried_out(outer: Verb, verb: Verb) -> bool:
    """Tell whether a fact takes its infinitive along: "began to mine", "was ordered to stop", "met to discuss"."""
    if outer.lemma in lists.MOODS_BEGINNING or outer.lemma == "come":
        return outer.last == verb.first
    if outer.lemma in ("order", "instruct", "direct"):
        return True
    return outer.lemma in lists.VERBS_OCCASIONS and verb.lemma in ("discuss", "exchange", "explore", "sign", "attend")


def _gerund(syntax: Syntax, verb: Verb, left: list[str]) -> None:
    outer = syntax.before(verb.first)
    if outer and outer.last == verb.first and outer.lemma in lists.MOODS_BEGINNING:
        verb.mood = outer.mood  # "will start buying"
        return
    if left[:1] and left[0] in ("of", "in", "on", "at", "for", "to", "from"):
        head = left[1] if len(left) > 1 else ""
        if head in lists.VERBS_WANT_WORDS or head in ("interest", "intention", "aim", "hope"):
            verb.mood = "sought"
        elif head in lists.VERBS_DENY_WORDS or left[0] == "from":
            verb.mood = "denied"
        elif head in lists.VERBS_PLAN_WORDS or left[0] in ("for", "to", "at"):
            verb.mood = "planned"
        elif head in lists.VERBS_MAY_WORDS or head in ("possibility", "idea", "option", "prospect", "chance"):
            verb.mood = "may"
        else:
            verb.mood = "planned" if left[0] == "of" else verb.mood
    elif left[:1] and left[0] in lists.VERBS_MAY_WORDS:
        verb.mood = "may"
    elif left[:1] and left[0] in ("stopped", "stop", "stops", "ceased", "halted", "quit"):
        verb.mood = "ended"
    elif left[:1] and (left[0] == "without" or left[0] in lists.VERBS_DENY_WORDS):
        verb.mood = "denied"


def _supposed(syntax: Syntax, verb: Verb) -> bool:
    """Tell whether the verb stands in a clause of "if", "unless", "whether"."""
    article = syntax.article
    for j in range(verb.first - 1, max(syntax.sentence.first - 1, verb.first - 16), -1):
        word = article.word(j)
        if word in lists.VERBS_IF or (word in ("had", "were", "should") and j == syntax.sentence.first):
            return True
        if word in (",", ";", ":") or word == "that":
            return False
    return False


def _without(syntax: Syntax, verb: Verb) -> bool:
    """Tell whether a report of the verb is denied: "denied that ... signed", "no evidence that ..."."""
    article = syntax.article
    words = [article.word(j) for j in range(max(syntax.sentence.first, verb.first - 24), verb.first)]
    for position, word in enumerate(words):
        if word in lists.MOODS_DENIALS or word in lists.MOODS_HEARSAY:
            rest = words[position + 1 :]
            if "that" in rest[:8] or "of" in rest[:2] or "reports" in rest[:4]:
                return "," not in rest or rest.index(",") > len(rest) - 2
    return False
