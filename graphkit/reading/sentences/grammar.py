"""How a mention stands in its sentence: after which preposition, as modifier or possessor, as a place, in a list."""

from __future__ import annotations

import re

from graphkit.model import Ref
from graphkit.reading.language import lists
from graphkit.reading.language.lexicon import listed
from graphkit.reading.naming.mentions import Article, Mention


def preposition(article: Article, mention: Mention, depth: int = 0) -> str:
    """Return the preposition that a mention stands after, or "" for none; a list shares that of its first member."""
    i = mention.first - 1
    while i >= 0 and _inside_phrase(article, i):
        i -= 1
    word = article.word(i)
    if word == "of" and article.word(i - 1) in lists.GRAMMAR_QUANTITIES:
        return _outer_preposition(article, i - 1)
    if word in ("of", "from") and article.word(i - 1) in lists.GRAMMAR_ENVOYS:
        return _outer_preposition(article, i - 1)
    if word in lists.GRAMMAR_PREPOSITIONS:
        return word
    if word in (",", "and", "&", "or") and depth < 12:
        j = i - 1
        while article.word(j) in (",", "and", "the", "as", "well", ")", '"'):
            j -= 1
        before = article.owner[j] if j >= 0 else None
        if before and _alike(before, mention) and (word != "," or _comma_list(article, before, mention)):
            return preposition(article, before, depth + 1)
    return ""


def _outer_preposition(article: Article, i: int) -> str:
    """Return the preposition before a quantity: "from most of the mines"."""
    j = i - 1
    while article.word(j) in lists.GRAMMAR_ABOUT or article.word(j)[:1].isdigit():
        j -= 1
    return article.word(j) if article.word(j) in lists.GRAMMAR_PREPOSITIONS else ""


def _inside_phrase(article: Article, i: int) -> bool:
    """Tell whether a word stands inside the noun phrase of the mention after it."""
    owner = article.owner[i]
    if owner is not None:
        return owner.role == "demonym" or (owner.topic and article.word(owner.last) not in (",", "and"))
    word = article.word(i)
    if word in lists.GRAMMAR_DETERMINERS or word in ('"', "“", "'", "`", "‘", "'s") or word.isdigit() or word == "-":
        return True
    return (
        word.isalpha()
        and word not in lists.GRAMMAR_PREPOSITIONS
        and word not in lists.GRAMMAR_NOT_NOUNS
        and word.endswith(("ous", "ive", "ern", "ic", "ary", "less", "ful"))
    )


def _comma_list(article: Article, one: Mention, other: Mention) -> bool:
    """Tell whether a bare comma makes a list: "Peru, Chile and Bolivia", not "with Peru, Chile will"."""
    if not _same_sort(one, other) or other.role == "pronoun":
        return False  # "Japan and Germany, he said"
    i = other.last
    while article.word(i) in (")", "(", "'s") or (article.owner[i : i + 1] and article.owner[i] is other):
        i += 1
    after = article.word(i)
    verbal = after in lists.VERBS_MODAL_PLAN | lists.VERBS_MODAL_MAY | lists.VERBS_BE | lists.VERBS_HAVE
    return not verbal and not (after.endswith("ed") and len(after) > 4) and after not in ("said", "says", "met")


def _same_sort(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions can stand in one list with a bare comma between them."""
    states = ("Country", "Bloc")
    return one.kind == other.kind or (one.kind in states and other.kind in states) or (one.topic and other.topic)


def _alike(one: Mention, other: Mention) -> bool:
    return (one.party and other.party) or (one.topic and other.topic)


def possessive(article: Article, mention: Mention) -> bool:
    """Tell whether a mention is a possessor: "China's", "the two countries'"."""
    after = article.word(mention.last)
    if after == "'s" or (mention.role == "pronoun" and article.word(mention.first) in ("its", "his", "their", "her")):
        return True
    return after in ("'", "’") and article.word(mention.last - 1).endswith("s")


def modifier(article: Article, mention: Mention) -> bool:
    """Tell whether a country only describes the noun after it: "Korean firms", "US policy"."""
    if mention.kind not in ("Country", "Bloc", "Company") or mention.role in (
        "government",
        "short",
        "pronoun",
        "group",
    ):
        return False
    i = mention.last
    if i >= len(article.owner):
        return False
    owner, word = article.owner[i], article.word(i)
    if owner is not None:
        return mention.role == "demonym"
    if word == "-":
        return article.page.tokens[i].start == article.page.tokens[i - 1].end
    if mention.role == "demonym":
        return word.isalpha() and word not in lists.GRAMMAR_NOT_NOUNS and word not in lists.GRAMMAR_PREPOSITIONS
    return word in lists.GRAMMAR_NOUNS_AFTER


_DATELINE = re.compile(
    r"(?:,? [A-Z][^\n]{0,40}?|, [^\n]{0,30}?| ?\([^)\n]{0,30}\)|/[A-Z]+)?\s*(?:\([^)\n]{0,30}\)\s*)?(?:--+|[–—]|- |: )"
)


def is_place(article: Article, mention: Mention) -> bool:
    """Tell whether a country or capital is only where something happens: "in Tokyo", "in Busan, South Korea"."""
    if mention.kind not in ("Country", "Bloc") or mention.role not in ("name", "capital"):
        return False
    before = article.word(mention.first - 1)
    if mention.role == "capital" and _opens_line(article, mention):
        return True
    if before in lists.GRAMMAR_PLACE_HEADS or (
        before == "the" and article.word(mention.first - 2) in lists.GRAMMAR_PLACE_HEADS
    ):
        return True
    if before in ("to", "from") and mention.role == "capital":
        return True
    if before == "," and _city(article, mention.first - 2):
        return True
    tokens = article.page.tokens
    return (
        mention.role == "capital"
        and article.word(mention.last) == ","
        and _country_follows(article, mention)
        and before not in ("between", "and")
        and tokens[mention.first].capital
    )


def _opens_line(article: Article, mention: Mention) -> bool:
    """Tell whether a capital is a dateline: "JAKARTA - ", "SEOUL, June 3 (Yonhap) --"."""
    start = article.page.tokens[mention.first].start
    line = article.page.clean[max(0, start - 40) : start]
    if line.strip() and "\n" not in line.rstrip(" ") + "|" and line.rsplit("\n", 1)[-1].strip(" *("):
        return False
    rest = article.page.clean[article.page.tokens[mention.last - 1].end :][:60]
    return bool(_DATELINE.match(rest))


def _city(article: Article, i: int) -> bool:
    """Tell whether a place after "in" ends at a token: "in Busan", "in the city of Toronto"."""
    j = i
    while j >= 0 and i - j < 4 and (article.page.tokens[j].capital or article.word(j) == "-"):
        j -= 1
    owner = article.owner[i]
    return (
        j < i
        and article.word(j) in ("in", "at", "near", "from", "to", "of")
        and (owner is None or owner.role == "capital")
    )


def _country_follows(article: Article, mention: Mention) -> bool:
    after = article.owner[mention.last + 1] if mention.last + 1 < len(article.owner) else None
    return bool(after and after.kind == "Country" and after.ref == mention.ref)


def nominal(article: Article, mention: Mention) -> bool:
    """Tell whether a mention can be subject: no preposition, no possessor, no mere modifier."""
    if preposition(article, mention) or possessive(article, mention) or modifier(article, mention):
        return False
    return mention.role != "demonym" or not article.word(mention.last).isalpha()


def coordinations(article: Article, mentions: list[Mention]) -> list[list[Mention]]:
    """Return the runs of mentions that stand in one list: "Korea, Japan and the EU"."""
    out: list[list[Mention]] = []
    for mention in mentions:
        if out and _linked(article, out[-1][-1], mention):
            out[-1].append(mention)
        else:
            out.append([mention])
    return out


def _linked(article: Article, one: Mention, other: Mention) -> bool:
    if not _alike(one, other) or not 0 < other.first - one.last <= 16:
        return False
    gap = _without_insertion([article.word(i) for i in range(one.last, other.first)])
    if len(gap) > 7:
        return False
    if "," in gap and not {"and", "&", "or", "as"} & set(gap) and not _comma_list(article, one, other):
        return False
    tokens = article.page.tokens
    dashes = [i for i in range(one.last, other.first) if article.word(i) in ("-", "–")]
    if any(tokens[i].start > tokens[i - 1].end for i in dashes):
        return False  # a dash with blanks around it is no list
    joined = any(w in lists.GRAMMAR_JOINERS for w in gap)
    if "with" in gap and gap[:2] != ["along", "with"]:
        return False
    loose = [
        w
        for w in gap
        if w not in lists.GRAMMAR_LINKS
        and w not in lists.GRAMMAR_DETERMINERS
        and w not in listed("titles", "honorifics")
    ]
    return joined and (
        not loose or loose == ["along"] or loose == [")"] or all(w in lists.GRAMMAR_IN_LISTS for w in loose)
    )


def _without_insertion(gap: list[str]) -> list[str]:
    """Leave out ", a Missouri-based company," and the parts of "army-run" between two members of a list."""
    if gap[:1] == [","] and gap[1:2] and gap[1] in ("a", "an", "the") and "," in gap[2:]:
        gap = gap[gap.index(",", 2) :]
    return [w for i, w in enumerate(gap) if "-" not in (w, *gap[max(0, i - 1) : i], *gap[i + 1 : i + 2])]


def state_of(ref: Ref) -> Ref | None:
    """Return the country or bloc that a node belongs to, by its id; None for companies and forums."""
    if ref.kind in ("Country", "Bloc"):
        return ref
    if ref.kind in ("Ministry", "Official"):
        head = ref.id.split("/")[0]
        if head.isupper():
            return Ref("Country" if len(head) == 3 else "Bloc", head)
    return None
