"""Ministries and departments: the pattern of their names, their country, and their ids."""

from __future__ import annotations

import re
from functools import lru_cache

from graphkit.gazetteer import Entry, Gazetteer
from graphkit.model import Ref, plain, slug
from graphkit.reading.language import lists
from graphkit.reading.language.lexicon import listed, words
from graphkit.reading.naming import locality
from graphkit.reading.naming.mentions import Article, Mention

_HEADS = frozenset({"ministry", "department", "ministries"})
_LONGEST = 14
_TOUCHED_ON = 4


def find(article: Article) -> None:
    """Add the ministries of the text as mentions."""
    for sentence in article.page.sentences:
        i = sentence.first
        while i < sentence.last:
            found = _named(article, i, sentence.last) if article.word(i) in _HEADS else None
            found = found or _tabled(article, i)
            if found:
                article.add(found)
                i = found.last
            else:
                i += 1


def portfolio(article: Article, start: int, stop: int, names_follow: bool = False) -> int:
    """Return the end of "Trade, Industry and Energy" from a token, or the token itself where nothing of it is there.

    `names_follow`: a person's name can come right after it ("Minister of Trade Jane Doe").
    """
    i, end = start, start
    known = listed("portfolios", "words")
    while i < min(stop, start + _LONGEST):
        token = article.page.tokens[i]
        word = token.word
        if article.country_at(i) and article.hits[i].name.role != "demonym":
            break
        listed_word = word in known and (token.capital or end in (i, start) or article.word(i - 1) in ("and", ","))
        unknown = token.capital and word.isalpha() and not _other_title(article, i)
        if listed_word or (unknown and (not names_follow or _leads_on(article, i, start))):
            i, end = i + 1, i + 1
        elif word in (",", "and", "&", "of", "for", "the", "-") and i > start and _goes_on(article, i, stop):
            i += 1
        else:
            break
    return end


def _leads_on(article: Article, i: int, start: int) -> bool:
    """Tell whether an unknown capitalised word begins a part of a portfolio: "Small Business", "Made in Italy"."""
    fresh = i == start or article.word(i - 1) in (",", "and", "&", "of", "for")
    return fresh and article.word(i + 1) in listed("portfolios", "words")


def _other_title(article: Article, i: int) -> bool:
    word = article.word(i)
    return (
        word in listed("titles", "ministry")
        or word in listed("titles", "honorifics")
        or word in listed("organisations", "common")
    )


def _goes_on(article: Article, i: int, stop: int) -> bool:
    """Tell whether a comma or "and" inside a name leads to more of the name."""
    known = listed("portfolios", "words")
    j = i + 1
    while j < stop and article.word(j) in ("and", "&", "the"):
        j += 1
    if j < stop and article.word(j) not in known and article.word(i) in ("and", "&", ","):
        return _led_by_unknown(article, j, stop)
    if j >= stop or article.word(j) not in known:
        return False
    if article.word(j + 1) in _HEADS or article.word(j + 1) in ("minister", "ministers", "secretary"):
        return False
    if article.word(i) in ("of", "for", "the", "-"):
        return article.page.tokens[j].capital
    lower = not article.page.tokens[j].capital
    if lower and article.page.tokens[i - 1].capital:
        return False
    if article.word(i) != "," or article.word(i + 1) in ("and", "&"):
        return True
    # a comma goes on only where an "and" closes the list
    for k in range(j, min(j + 8, stop)):
        if article.word(k) in ("and", "&"):
            return article.word(k + 1) in known or (article.word(k + 1) == "the" and article.word(k + 2) in known)
        if article.word(k) not in known and article.word(k) != ",":
            return False
    return False


def _led_by_unknown(article: Article, j: int, stop: int) -> bool:
    """Tell whether a part of a name begins with an unknown word: "Industry and Entrepreneurship Development"."""
    tokens = article.page.tokens
    known = listed("portfolios", "words")
    return (
        j + 1 < stop
        and tokens[j].capital
        and tokens[j + 1].capital
        and article.word(j + 1) in known
        and article.owner[j] is None
        and article.country_at(j) is None
        and not _other_title(article, j)
    )


def _named(article: Article, i: int, stop: int) -> Mention | None:
    """Read "Ministry of Mines", "mines ministry", "State Department" around a head word."""
    first, last, label = i, i + 1, ""
    head = "Department" if article.word(i) == "department" else "Ministry"
    if article.word(i + 1) in ("of", "for"):
        start = i + 3 if article.word(i + 2) == "the" else i + 2
        end = portfolio(article, start, stop)
        if end > start:
            label = f"{head} {article.word(i + 1)} {article.text(i + 2, end)}"
            last = end
    if not label:
        known = listed("portfolios", "words")
        while first > 0 and (
            article.word(first - 1) in known or (article.word(first - 1) in ("and", ",", "&") and first < i)
        ):
            if article.country_before(first):
                break
            first -= 1
        while first < i and article.word(first) in ("and", ",", "&"):
            first += 1
        if first == i or (head == "Department" and not article.page.tokens[i].capital):
            return None
        label = _from_adjectives(article.text(first, i), head)
    country, first, last = home_of(article, first, last, label)
    if country is None:
        return None
    ref, name = link(article.names, country, label, article.document.published)
    return Mention("Ministry", (ref,), first, last, "name", name)


def _from_adjectives(text: str, head: str) -> str:
    capital = " ".join(w if w in ("and", "&") else w[:1].upper() + w[1:] for w in text.split())
    if capital == "Foreign":
        return "Ministry of Foreign Affairs"
    return f"{head} of {capital}"


def _tabled(article: Article, i: int) -> Mention | None:
    """Read a ministry by a name of the table that needs no head word: NRCan, METI, Natural Resources Canada."""
    hit = article.hits.get(i)
    if not hit or hit.name.ref.kind != "Ministry":
        return None
    if hit.name.exact and not any(r.id == hit.name.ref.id.split("/")[0] for r in article.weights):
        return None
    clean, own = article.page.clean, article.names.name(hit.name.ref)
    if hit.name.exact and f"({article.text(i, hit.last)})" in clean and own not in clean:
        return None  # the text uses the letters for something else
    if (
        len(hit.name.words) == 1
        and not hit.name.exact
        and "/" not in article.text(i, hit.last)
        and hit.name.words[0] != "itamaraty"
    ):
        return None
    first = i
    before = article.country_before(i)
    if before and before.name.ref.id == hit.name.ref.id.split("/")[0]:
        first = before.first
    return Mention("Ministry", (hit.name.ref,), first, hit.last, "name", article.names.name(hit.name.ref))


def home_of(article: Article, first: int, last: int, label: str) -> tuple[Ref | None, int, int]:
    """Return the country of a ministry with the range that takes it in."""
    after = country_after(article, last)
    if after:
        return after[0], first, after[1]
    seat = article.country_at(last + 1)
    if seat and seat.name.role == "capital" and article.word(last) == "in":
        return seat.name.ref, first, seat.last
    if seat and seat.name.role == "capital" and locality.addressed(article, last, seat.last):
        return seat.name.ref, first, last
    start = first
    while article.word(start - 1) in ("'s", "federal", "union", "own", "new", "central", "competent", "'", "’"):
        start -= 1
    before = article.country_before(start)
    if before:
        return before.name.ref, before.first, last
    if article.word(start - 1) in ("its", "their"):
        own = locality.owner(article, start - 1)
        if own:
            return own, start - 1, last
    sender = _sender(article, first)
    if sender:
        return sender, first, last
    known = only_country(article, label)
    if known:
        return known, first, last
    for mention in reversed(article.mentions):
        if mention.kind == "Ministry" and portfolio_words(mention.name) == portfolio_words(label):
            return Ref.parse(_owner(mention.ref)), first, last
    return article.home, first, last


def _sender(article: Article, first: int) -> Ref | None:
    """Read "an Indonesian delegation from the Ministry of ..."."""
    i = first - 1 if article.word(first - 1) == "the" else first
    if article.word(i - 1) not in ("from", "of", "at"):
        return None
    hit = article.country_before(i - 2)
    return hit.name.ref if hit and hit.name.role == "demonym" else None


def _owner(ref: Ref) -> str:
    head = ref.id.split("/")[0]
    return f"{'Country' if len(head) == 3 else 'Bloc'}/{head}"


def country_after(article: Article, i: int) -> tuple[Ref, int] | None:
    """Read "of Brazil", "of the Republic of Namibia" after a name."""
    if article.word(i) == "(" and article.word(i + 2) == ")":
        i += 3
    if article.word(i) not in ("of", "for"):
        return None
    j = i + 1
    for _ in range(5):
        hit = article.country_at(j)
        if hit and hit.name.role in ("name", "capital"):
            return hit.name.ref, hit.last
        if article.word(j) not in lists.MINISTRIES_STATE_NAMES:
            return None
        j += 1
    return None


def named(article: Article, portfolio: str) -> Ref | None:
    """Return the country of the one ministry of the text that is called so: "Minister of Mines" beside its ministry."""
    wanted = portfolio_words(portfolio, full=True)
    owners = {
        _owner(m.ref) for m in article.mentions if m.kind == "Ministry" and portfolio_words(m.name, full=True) == wanted
    }
    return Ref.parse(owners.pop()) if len(owners) == 1 else None


def only_country(article: Article, label: str) -> Ref | None:
    """Return the one country that the text speaks of and whose ministry is called so, if its own country has none.

    A country that is only touched on is not meant where another one fills the text.
    """
    owners = {id_.split("/")[0] for id_ in _by_words(article.names).get(portfolio_words(label), ())}
    spoken = [r for r in article.weights if r.id in owners]
    if article.home in spoken or len(spoken) != 1:
        return None
    own = article.weights[article.home] if article.home else 0
    return spoken[0] if article.weights[spoken[0]] * _TOUCHED_ON > own else None


@lru_cache(maxsize=4)
def _by_words(names: Gazetteer) -> dict[frozenset[str], list[str]]:
    out: dict[frozenset[str], list[str]] = {}
    for entry in names.of("Ministry"):
        for name in entry.names:
            out.setdefault(portfolio_words(name), []).append(entry.ref.id)
    return out


def portfolio_words(name: str, full: bool = False) -> frozenset[str]:
    """Return the telling words of a ministry's name, each in one form ("mines" and "mining" are one)."""
    found = re.findall(r"[a-z]+", plain(name))
    kept = [w for w in found if w not in lists.MINISTRIES_GENERIC] or ([] if full else found)
    adjectives = words()["portfolios"]["adjectives"]
    return frozenset("mine" if w in ("mines", "mining") else adjectives.get(w, w).rstrip("s") for w in kept)


def link(names: Gazetteer, country: Ref, label: str, published: str | None) -> tuple[Ref, str]:
    """Return the ministry of a country that is called `label`: of the table where one fits, else a new one."""
    wanted = portfolio_words(label)
    entries = [e for e in names.of("Ministry") if e.ref.id.startswith(country.id + "/")]
    exact = [e for e in entries if any(portfolio_words(n) == wanted for n in e.names)]
    wider = [e for e in entries if wanted and any(wanted < portfolio_words(n) for n in e.names)]
    fitting = _in_time(exact, published) or (_in_time(wider, published) if len(wider) <= 2 else [])
    named = [e for e in fitting if portfolio_words(e.name) == wanted] or fitting
    if named:
        return named[0].ref, named[0].name
    identity = slug(re.sub(r"\bthe\b", "", label))[:80].strip("-") or "ministry"
    return Ref("Ministry", f"{country.id}/{identity}"), label


def _in_time(entries: list[Entry], published: str | None) -> list[Entry]:
    """Keep the entries that existed at a date; all where that leaves none."""
    if not published:
        return entries
    living = [
        e for e in entries if (e.row.get("since") or "0") <= published and published <= (e.row.get("until") or "9999")
    ]
    return living or entries
