"""Which office a title names: ministry, country or body, told or inferred."""

from __future__ import annotations

from graphkit.model import Ref
from graphkit.reading.language import lists
from graphkit.reading.language.lexicon import listed
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming import locality, ministries, titles
from graphkit.reading.naming.mentions import Article, Person
from graphkit.reading.naming.titles import Title


def country(article: Article, title: Title, sentence: Sentence) -> Ref | None:
    """Return the country that a title belongs to: told, that of its ministry, or the text's own."""
    if title.country:
        return title.country
    if title.office:
        head = title.office.id.split("/")[0]
        return Ref("Country" if len(head) == 3 else "Bloc", head)
    if title.counterpart and article.word(title.head - 2) not in ("his", "her", "their"):
        return None
    return _unmarked(article, title, sentence)


def _unmarked(article: Article, title: Title, sentence: Sentence) -> Ref | None:
    """Return the country of a title that names none: its passage's or the text's, but no other title's beside it."""
    item = locality.item(article, sentence)
    if item:
        return item
    if title.portfolio:
        fitting = ministries.named(article, title.portfolio) or ministries.only_country(article, title.portfolio)
        if fitting:
            return fitting
    if article.word(title.first - 1) in ("its", "their"):
        return locality.owner(article, title.first - 1) or article.sure_home
    told = _led_by(article, title) or _signed_for(article, title, sentence) or locality.beside(article, title.first)
    if told:
        return told
    marked = {t.country for t in titles.find(article, sentence) if t.country and t.first != title.first}
    host = locality.visited(article, sentence, title.last)
    marked |= {host} if host else set()
    near = None if article.sure_home else locality.subject(article, sentence, title.first)
    if near and near not in marked:
        return near
    if article.home in marked:
        ranked = sorted(article.weights, key=lambda r: -article.weights[r])
        others = [r for r in ranked if r not in marked and r.kind == "Country" and article.weights[r] > 2]
        return others[0] if others else article.home
    return article.home


def _led_by(article: Article, title: Title) -> Ref | None:
    """Read "a Chinese delegation led by Ambassador ..."."""
    if article.word(title.first - 1) != "by" or article.word(title.first - 2) not in ("led", "headed"):
        return None
    for i in range(title.first - 3, max(-1, title.first - 7), -1):
        hit = article.country_before(i + 1)
        if hit:
            return hit.name.ref
    return None


def _signed_for(article: Article, title: Title, sentence: Sentence) -> Ref | None:
    """Read "Finance Minister NAME signed for Tanzania"."""
    for i in range(title.last, min(sentence.last - 2, title.last + 16)):
        if article.word(i) == "signed" and article.word(i + 1) in ("for", "on"):
            hit = article.country_at(i + 2) or article.country_at(i + 4)
            return hit.name.ref if hit else None
    return None


def assign(article: Article, person: Person, title: Title) -> None:
    """Give a person the office that a title names, unless a better one is known."""
    if person.title and not (person.inferred and (title.office or title.country)):
        return
    if title.counterpart:
        other = _last_person(article, title.first)
        held = (other.office or other.usual) if other else None
        if other and held and held.kind == "Ministry":
            label = ministries_label(article, held)
            office, name = ministries.link(article.names, person.country, label, article.document.published)
            article.labels.setdefault(office, name)
            person.office, person.title, person.inferred = office, other.title or "counterpart", True
        elif other and held:
            person.office, person.title, person.inferred = person.country, other.title or "counterpart", True
        return
    person.title, person.former = title.words, title.former
    person.accredited = title.accredited.id if title.accredited else ""
    person.office, person.inferred = _office(article, person, title)
    if person.office:
        article.labels.setdefault(person.office, article.names.name(person.office))


def ministries_label(article: Article, office: Ref) -> str:
    """Return what a ministry is called in this text."""
    return article.labels.get(office, article.names.name(office))


def _office(article: Article, person: Person, title: Title) -> tuple[Ref | None, bool]:
    """Return where a title is held, and whether that is a guess."""
    country = title.country or person.country
    lower = title.words.lower()
    if title.other:
        return None, True
    if country == Ref("Bloc", "EU") or ("commissioner" in lower and person.country.kind == "Bloc"):
        return Ref("Ministry", "EU/european-commission"), False
    if title.at_last_ministry:
        return _last_ministry(article, title.first, country), False
    if title.office and not (title.state and "spokes" not in lower):
        return title.office, False
    if title.state and "trade representative" not in lower:
        return country, False
    if title.portfolio or "foreign secretary" in lower:
        label = f"Ministry of {_portfolio_name(title)}"
        office, name = ministries.link(article.names, country, label, article.document.published)
        if office not in article.names.entries and not lists.PEOPLE_MINISTERIAL & set(lower.replace("-", " ").split()):
            return _last_ministry(article, title.first, country), True
        article.labels.setdefault(office, name)
        return office, True
    if "secretary of state" not in lower and (
        not lists.PEOPLE_MINISTERIAL & set(lower.split()) or lower.split()[-1:] == ["minister"]
    ):
        held = _last_ministry(article, title.first, country)
        return held or (country if title.country and lower.endswith("minister") else None), True
    if "secretary of state" in lower and country.id == "USA":
        office, name = ministries.link(article.names, country, "Department of State", article.document.published)
        article.labels.setdefault(office, name)
        return office, False
    return None, True


def _last_ministry(article: Article, before: int, country: Ref) -> Ref | None:
    """Return the ministry of a country that is named shortly before: its bureaus and spokesmen go without its name."""
    for i in range(before - 1, max(-1, before - 60), -1):
        owner = article.owner[i]
        if owner and owner.kind == "Ministry" and owner.ref.id.startswith(country.id + "/"):
            return owner.ref
    return None


def _portfolio_name(title: Title) -> str:
    skip = listed("titles", "before") - {"state"}
    kept = [
        w for w in title.portfolio.split() if w.lower() not in skip and w.lower() not in listed("titles", "ministry")
    ]
    name = " ".join(w if w in ("and", "&", "of", "for") else w[:1].upper() + w[1:] for w in kept)
    return "Foreign Affairs" if name == "Foreign" else name or title.portfolio


def _last_person(article: Article, before: int) -> Person | None:
    for i in range(before - 1, max(-1, before - 80), -1):
        owner = article.owner[i]
        if owner and owner.kind == "Official" and owner.refs[0] in article.people:
            return article.people[owner.refs[0]]
    return None
