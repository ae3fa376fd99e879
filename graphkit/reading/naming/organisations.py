"""Governments, forums and companies: what a text names by pattern, beside what the tables have."""

from __future__ import annotations

import re

from graphkit.model import Ref, slug
from graphkit.reading.language import lists
from graphkit.reading.language.lexicon import listed
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming import firms
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.naming.names import Hit


def find_governments(article: Article) -> None:
    """Add what the tables name, and "the Kazakh government" as the country."""
    for hit in article.hits.values():
        if hit.name.ref.kind == "Official" or not article.free(hit.first, hit.last):
            continue
        if hit.name.ref.kind in ("Country", "Bloc"):
            article.add(_state(article, hit))
        elif hit.name.ref.kind != "Ministry":
            name = article.names.name(hit.name.ref)
            if (
                hit.name.ref.kind in ("Forum", "Company")
                and article.word(hit.last) == "("
                and _same(article, hit.last + 1, hit)
            ):
                hit = Hit(hit.name, hit.first, hit.last + 3)
            article.add(Mention(hit.name.ref.kind, (hit.name.ref,), hit.first, hit.last, hit.name.role, name))


def _state(article: Article, hit: Hit) -> Mention:
    """Return a country with the head noun or the "government of" that makes it the state."""
    first, last, role = hit.first, hit.last, hit.name.role
    heads = listed("organisations", "government")
    j = last + 1 if article.word(last) == "'s" else last
    if article.word(j) in heads and (
        role == "demonym" or j > last or article.word(j) in ("government", "side", "authorities")
    ):
        last, role = j + 1, "government"
    elif article.word(last) == "(" and article.word(last + 2) == ")" and _same(article, last + 1, hit):
        last += 3
    elif article.word(first - 1) in ("of", "by", "from") or article.word(first - 1) == "the":
        i = first - 2 if article.word(first - 1) == "the" else first - 1
        if (
            article.word(i) == "of"
            and article.word(i - 1) in lists.ORGANISATIONS_OF_STATE
            and article.free(i - 1, first)
        ):
            first, role = i - 1, "government"
        elif article.word(i) == "of" and article.word(i - 1) in ("republic", "kingdom") and article.free(i - 1, first):
            first = i - 1
    return Mention(hit.name.ref.kind, (hit.name.ref,), first, last, role, article.names.name(hit.name.ref))


def _same(article: Article, i: int, hit: Hit) -> bool:
    """Tell whether a bracket repeats a name: "the European Union (EU)"."""
    other = article.hits.get(i)
    return other is not None and other.name.ref == hit.name.ref


def find_forums(article: Article) -> None:
    """Add the forums that are named by a pattern: "Korea-Kazakhstan Business Forum"."""
    for sentence in article.page.sentences:
        if sentence.headline:
            continue
        for i in range(sentence.first, sentence.last):
            working = article.word(i) == "group" and article.word(i - 1) in lists.ORGANISATIONS_WORKING
            of_states = working or (
                article.word(i) in lists.ORGANISATIONS_CLUBS and article.word(i + 1) in ("of", "for")
            )
            if article.page.tokens[i].capital and (of_states or article.word(i) in listed("organisations", "meeting")):
                found = _forum(article, i, sentence)
                if found:
                    article.add(found)


def _forum(article: Article, i: int, sentence: Sentence) -> Mention | None:
    owner = article.owner[i]
    if owner and owner.kind in ("Forum", "Ministry", "Official", "Bloc"):
        return None
    if article.word(i) == "table" and article.word(i - 1) != "round":
        return None
    if article.word(i + 1) in lists.ORGANISATIONS_BUILDINGS:
        return None
    first = i
    while first > sentence.first and _part_of_name(article, first - 1):
        first -= 1
    while first < i and (
        article.word(first) in lists.ORGANISATIONS_JOINTS or article.word(first) in listed("organisations", "common")
    ):
        first += 1
    last = i + 1
    follows = article.page.tokens[min(last + 1, sentence.last - 1)]
    if article.word(last) in ("on", "of", "for") and follows.capital and follows.word not in lists.ARGUMENTS_TIME:
        last = _capitals(article, last + 1, sentence.last)
    own = [j for j in range(first, last) if article.page.tokens[j].capital]
    if len(own) < 2 or (
        len(own) == 2
        and article.word(first) in ("strategic", "comprehensive", "bilateral", "joint", "ministerial", "business")
    ):
        return None
    name = article.text(first, last)
    acronym = _acronym(article, last)
    end = last + 3 if acronym else last
    known = next((e for e in article.names.of("Forum") if slug(e.name) == slug(name)), None)
    ref = known.ref if known else Ref("Forum", slug(name)[:100].strip("-"))
    return Mention("Forum", (ref,), first, end, "name", known.name if known else name, sort=acronym)


def _part_of_name(article: Article, j: int) -> bool:
    token = article.page.tokens[j]
    owner = article.owner[j]
    if owner and owner.kind in ("Official", "Ministry", "Instrument", "Forum"):
        return False
    if owner and owner.role in ("government",):
        return False
    if token.capital:
        return token.word not in listed("organisations", "common")
    return (
        token.word in lists.ORGANISATIONS_JOINTS
        and token.word not in ("in", "the")
        and j > 0
        and article.page.tokens[j - 1].capital
    )


def _capitals(article: Article, j: int, stop: int) -> int:
    """Return the end of a run of capitalised words joined by "and", "of", "-"."""
    end = j
    while j < stop:
        token = article.page.tokens[j]
        if token.capital:
            end = j + 1
        elif token.word not in lists.ORGANISATIONS_JOINTS or token.word == "in":
            break
        j += 1
    return end


def _acronym(article: Article, i: int) -> str:
    """Return "FMF" where "(FMF)" stands at a token."""
    if article.word(i) == "(" and article.word(i + 2) == ")":
        text = article.page.tokens[i + 1].text
        if len(text) > 1 and sum(c.isupper() for c in text) > 1:
            return text
    return ""


def find_companies(article: Article) -> None:
    """Add the companies that a suffix ("Ltd", "Mining"), or a word beside the name ("miner X") gives away."""
    known: dict[str, Mention] = {}
    for sentence in article.page.sentences:
        if sentence.headline:
            continue
        i = sentence.first
        while i < sentence.last:
            end = _name_end(article, i, sentence.last)
            if end > i and _is_company(article, i, end, sentence):
                acronym = _acronym(article, end)
                name = article.text(i, end)
                start = firms.described(article, i, sentence)
                mention = Mention("Company", (Ref("Company", slug(name)[:100].strip("-")),), start, end, "name", name)
                known[name] = mention
                if acronym:
                    known[acronym] = mention
                    mention.last = end + 3
                article.add(mention)
                end = mention.last
            i = max(end, i + 1)
    _repeated(article, known)


def _name_end(article: Article, i: int, stop: int) -> int:
    """Return the end of a run of capitalised words that nothing else has claimed."""
    j = i
    while j < stop and j < i + 8:
        token, owner = article.page.tokens[j], article.owner[j]
        if owner and owner.kind in ("Official", "Ministry", "Forum", "Instrument"):
            break
        if (owner and owner.role == "government") or (
            owner and owner.party and j == i and article.word(owner.last) == "'s"
        ):
            break
        if (
            token.capital and token.word.isalnum() and (j > i or token.word not in listed("organisations", "common"))
        ) or (
            token.word in ("&", "-")
            and j > i
            and j + 1 < stop
            and article.page.tokens[j + 1].capital
            and token.word == "&"
        ):
            j += 1
        else:
            break
    return j


def _is_company(article: Article, first: int, last: int, sentence: Sentence) -> bool:
    own = [j for j in range(first, last) if article.owner[j] is None or not article.owner[j].party]  # type: ignore[union-attr]
    if not own or not slug(article.text(first, last)):
        return False
    ends = article.word(last - 1)
    if own[0] == first and last - first == 1 and _CAMEL.fullmatch(article.page.tokens[first].text):
        return True
    if own[0] == first and firms.trades(article, first, last, sentence):
        return True
    if (
        last - first >= 2
        and ends in listed("organisations", "company_suffix")
        and len(own) >= 1
        and _proper(article, first, last)
    ):
        return True
    if own[0] == first and (_owned_or_run(article, first, last) or _of_country(article, first, last, sentence)):
        return True
    lone = [j for j in own if not (article.owner[j] and article.owner[j].topic)]  # type: ignore[union-attr]
    if not lone:
        return False
    cues = listed("organisations", "company_cue")
    if article.word(first - 1) in _PARTNER.get(_trade(article, sentence), ()) and own[0] == first and lone == own:
        return True
    if article.word(first - 1) in cues and article.owner[first - 1] is None and own[0] == first:
        return True
    if article.word(last) == "," or (article.word(last) == "(" and article.word(last + 2) == ")"):
        j = last + 1 if article.word(last) == "," else last + 4
        if article.word(j) in ("a", "an", "the", "which"):
            near = [article.word(k) for k in range(j + 1, min(j + 9, sentence.last))]
            near = near[: next((n for n, w in enumerate(near) if w in (",", "and", "of")), len(near))]
            return bool(cues & set(near)) and own[0] == first
    return False


# Two capitals in one word, as firms like to write themselves; shorter heads are those of people: McKay, DeSouza.
_CAMEL = re.compile(r"(?!Mac|Fitz|Abd)[A-Z][a-z]{2,}[A-Z][a-z]{2,}")
_PARTNER = {"contract": ("with",), "supply": ("to", "from"), "both": ("with", "to", "from")}


def _trade(article: Article, sentence: Sentence) -> str:
    """Tell whether a sentence is about contracts or supply, where strange names are likely those of companies."""
    words = {article.word(i) for i in range(sentence.first, sentence.last)}
    contract, supply = bool(words & lists.ORGANISATIONS_CONTRACT), bool(words & lists.ORGANISATIONS_SUPPLY)
    return "both" if contract and supply else "contract" if contract else "supply" if supply else ""


def _of_country(article: Article, first: int, last: int, sentence: Sentence) -> bool:
    """Tell whether one strange word after "China's" is a firm: an acronym, or any where the sentence is about trade."""
    before = article.owner[first - 2] if first > 1 and article.word(first - 1) == "'s" else None
    if before is None or before.kind != "Country" or last - first > 1 or article.word(last) in ("'s",):
        return False
    text = article.page.tokens[first].text
    return len(text) > 2 and (text.isupper() or bool(_trade(article, sentence)))


def _owned_or_run(article: Article, first: int, last: int) -> bool:
    """Tell whether a name is said to be owned or to own: "51% of X", "operated by X", "X holds 49 percent"."""
    before = [article.word(j) for j in range(max(0, first - 3), first)]
    if (before[-1:] and before[-1] in ("of", "in") and lists.ORGANISATIONS_STAKES & set(before[:-1])) or (
        before[-1:] == ["by"] and lists.ORGANISATIONS_RUNS & set(before)
    ):
        return True
    after = [article.word(j) for j in range(last, min(last + 9, len(article.owner)))]
    return after[:1] and after[0] in lists.ORGANISATIONS_HOLDS and bool(lists.ORGANISATIONS_STAKES & set(after))  # type: ignore[return-value]


def _proper(article: Article, first: int, last: int) -> bool:
    """Tell whether a run that ends like a company has a name of its own before the ending."""
    suffixes = listed("organisations", "company_suffix")
    return any(article.word(j) not in suffixes or (j == first and last - first > 2) for j in range(first, last - 1))


def _repeated(article: Article, known: dict[str, Mention]) -> None:
    """Take in later mentions of a company by its acronym, its name or the first word of its name."""
    short: dict[str, Mention] = {}
    for name, mention in known.items():
        short[name] = mention
        head = name.split()[0]
        if len(head) > 4 and head.casefold() not in listed("organisations", "company_suffix") | listed(
            "organisations", "common"
        ):
            short.setdefault(head, mention)
    for i, token in enumerate(article.page.tokens):
        found = short.get(token.text)
        if found and article.owner[i] is None and i not in article.hits:
            article.add(Mention("Company", found.refs, i, i + 1, "short", found.name))
