"""What short expressions mean: "both countries", "the ministry", "the Central Asian nation", "they"."""

from __future__ import annotations

from graphkit.model import Ref
from graphkit.reading.language import lists
from graphkit.reading.language.lexicon import words
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming import groups, interviews
from graphkit.reading.naming.groups import Seen
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.sentences import grammar

_HEADS_OF_NATIONS = ("leader", "president", "minister", "premier", "chancellor")
_SINGLE = {
    "ministry": "Ministry",
    "department": "Ministry",
    "company": "Company",
    "firm": "Company",
    "miner": "Company",
    "bloc": "Bloc",
    "country": "Country",
    "nation": "Country",
    "kingdom": "Country",
    "republic": "Country",
    "archipelago": "Country",
    "sultanate": "Country",
    "president": "Official",
    "minister": "Official",
    "ambassador": "Official",
    "chancellor": "Official",
    "premier": "Official",
    "state": "Country",
    "forum": "Forum",
    "partnership": "Forum",
    "alliance": "Forum",
    "dialogue": "Forum",
    "meeting": "Forum",
    "gathering": "Forum",
    "conference": "Forum",
    "committee": "Forum",
    "summit": "Forum",
    "event": "Forum",
    "initiative": "Forum",
    "organisation": "Forum",
    "organization": "Forum",
    "agency": "Forum",
    "compact": "Forum",
    "club": "Forum",
    "league": "Forum",
    "government": "Country",
    "emirate": "Country",
}


def find(article: Article) -> None:
    """Add groups and short expressions as mentions of what they mean."""
    seen = Seen()
    for number, sentence in enumerate(article.page.sentences):
        seen.number = number
        seen.speaker = interviews.speaker(article, sentence, seen.speaker)
        opener = article.owner[sentence.first]
        if opener and opener.role == "capital" and grammar.is_place(article, opener):
            seen.pairs.clear()  # a dateline: another piece begins
        i = sentence.first
        while i < sentence.last:
            if article.owner[i] is None:
                found = _expression(article, i, sentence, seen, number)
                if found:
                    article.add(found)
            owner = article.owner[i]
            if owner and owner.first == i and owner.role in ("government", "demonym"):
                _of_nation(article, owner)
                owner = article.owner[i]
            if owner and owner.first == i:
                _note(article, owner, seen)
                i = owner.last
            else:
                i += 1
        _remember(article, sentence, number, seen)


def _expression(article: Article, i: int, sentence: Sentence, seen: Seen, number: int) -> Mention | None:
    return (
        groups.group(article, i, sentence, seen, number)
        or _field(article, i)
        or _region(article, i)
        or _short(article, i, seen)
        or _pronoun(article, i, sentence, seen)
    )


def _field(article: Article, i: int) -> Mention | None:
    """Read "in this field" as the topic that was spoken of last."""
    if article.word(i) not in ("this", "these") or article.word(i + 1) not in (
        "field",
        "sector",
        "area",
        "fields",
        "sectors",
    ):
        return None
    for j in range(i - 1, max(-1, i - 60), -1):
        owner = article.owner[j]
        if owner and owner.topic:
            return Mention(owner.kind, owner.refs, i, i + 2, "short", owner.name)
    return None


def _region(article: Article, i: int) -> Mention | None:
    """Read "the Central Asian nation" as the country of the region that was spoken of last."""
    table = words()["regions"]
    if article.word(i) != "the" and article.word(i - 1) != "the" and article.word(i) not in ("this",):
        return None
    j = i + 1
    for length in (3, 2, 1):
        phrase = " ".join(article.word(k) for k in range(j, j + length)).replace(" - ", " ")
        if phrase in table and phrase != "heads":
            k = j + length
            if article.word(k) in ("island", "mining", "producer"):
                k += 1
            if article.word(k) not in table["heads"]:
                return None
            ref = _of_region(article, table[phrase], i)
            return Mention("Country", (ref,), i, k + 1, "short", article.names.name(ref)) if ref else None
    return None


def _of_region(article: Article, regions: list[str], before: int) -> Ref | None:
    wanted = {r.casefold() for r in regions}
    fitting = [r for r in article.weights if r.kind == "Country" and _region_of(article, r) in wanted]
    if len(fitting) == 1:
        return fitting[0]
    for i in range(before - 1, -1, -1):
        owner = article.owner[i]
        if owner and owner.kind == "Country" and owner.ref in fitting:
            return owner.ref
    return None


def _region_of(article: Article, ref: Ref) -> str:
    entry = article.names.entries.get(ref)
    return entry.row.get("region", "").casefold() if entry else ""


def _short(article: Article, i: int, seen: Seen) -> Mention | None:
    """Read "the ministry", "the company", "the kingdom" as the last one of its kind."""
    if article.word(i) not in ("the", "this"):
        return None
    prime = article.word(i + 1) == "prime" and article.word(i + 2) == "minister"
    word, end = ("prime minister", i + 3) if prime else (article.word(i + 1), i + 2)
    kind = "Official" if prime else _SINGLE.get(word)
    if kind is None or (article.word(end) in ("of", "'s") and kind == "Official"):
        return None
    after = article.owner[end] if end < len(article.owner) else None
    if (after and after.kind == "Official" and after.first == end) or not article.free(i, end):
        return None
    ref = seen.last.get(kind)
    if kind == "Forum":
        ref = _body(article, word, seen)
    elif kind == "Official":
        ref = _titled(article, word, i)
    elif word in ("kingdom", "state", "republic", "government"):
        ref = _local(article) or ref
    return Mention(kind, (ref,), i, end, "short", article.labels.get(ref, ref.id)) if ref else None


def _titled(article: Article, word: str, before: int, country: Ref | None = None) -> Ref | None:
    """Return the last person before a token whose title has a word, of one country where it is told."""
    for i in range(before - 1, max(-1, before - 400), -1):
        owner = article.owner[i]
        if owner and owner.kind == "Official" and owner.ref in article.people:
            person = article.people[owner.ref]
            fits = word == "leader" or word in person.title.lower()
            if fits and (country is None or person.country == country):
                return owner.ref
    return None


def _of_nation(article: Article, owner: Mention) -> None:
    """Read "the Vietnamese leader", "the Kazakh prime minister" as the person of that country."""
    head = owner.last - 1 if owner.role == "government" else owner.last
    prime = article.word(head) == "prime" and article.word(head + 1) == "minister"
    word, end = ("prime minister", head + 2) if prime else (article.word(head), head + 1)
    if owner.kind != "Country" or not (prime or word in _HEADS_OF_NATIONS):
        return
    if head == owner.last and (owner.role != "demonym" or not article.free(head, end)):
        return
    ref = _titled(article, word, owner.first, owner.ref)
    if ref:
        article.add(Mention("Official", (ref,), owner.first, end, "short", article.labels.get(ref, ref.id)))


def _body(article: Article, word: str, seen: Seen) -> Ref | None:
    """Return the forum that "the dialogue" or "the meeting" means: one of that name, or one that was just held."""
    last = seen.last.get("Forum")
    if last is not None and word[:8] in article.labels.get(last, last.id).lower():
        return last
    if word in lists.COREFERENCE_GENERIC:
        return seen.held
    return last if word in ("partnership", "organisation", "organization", "agency", "initiative", "alliance") else None


def _local(article: Article) -> Ref | None:
    return article.sure_home


def _pronoun(article: Article, i: int, sentence: Sentence, seen: Seen) -> Mention | None:
    word = article.word(i)
    own = interviews.pronoun(article, i, seen.speaker)
    if own is not None:
        return own
    if word in ("they", "their"):
        refs = _plural_before(article, i, sentence) or seen.subjects
        if len(refs) < 2:
            refs = next((p for at, p, _ in reversed(seen.pairs) if at == seen.number - 1 and len(p) == 2), ())
        return Mention("Group", refs, i, i + 1, "pronoun", word, sort="state") if len(refs) > 1 else None
    if word == "it" and article.word(i - 1) in lists.COREFERENCE_ATTENDING and "Forum" in seen.last:
        ref = seen.last["Forum"]
        return Mention("Forum", (ref,), i, i + 1, "pronoun", article.labels.get(ref, ""))
    if word == "its":
        single = _plural_before(article, i, sentence, single=True)
        if single:
            return Mention(single[0].kind, single, i, i + 1, "pronoun", article.labels.get(single[0], ""))
    if word in ("it", "its") and seen.subject is not None:
        return Mention(seen.subject.kind, (seen.subject,), i, i + 1, "pronoun", article.labels.get(seen.subject, ""))
    if word == "we":
        spoken = [m for m in article.within(sentence) if m.kind == "Official" and m.first > i and m.role != "pronoun"]
        return Mention("Official", spoken[0].refs, i, i + 1, "pronoun", spoken[0].name) if spoken else None
    if word in ("he", "she", "his", "her") and "Official" in seen.last:
        ref = seen.last["Official"]
        return Mention("Official", (ref,), i, i + 1, "pronoun", article.labels.get(ref, ""))
    return None


def _plural_before(article: Article, i: int, sentence: Sentence, single: bool = False) -> tuple[Ref, ...]:
    """Return the last group or list of parties that is subject before a token; `single`: the last single one."""
    spoken = [m for m in article.within(sentence) if m.last <= i and m.party and not grammar.preposition(article, m)]
    for row in reversed(grammar.coordinations(article, spoken)):
        refs = tuple(dict.fromkeys(r for m in row for r in m.refs))
        if (len(refs) > 1 and not single) or (
            single and len(refs) == 1 and refs[0].kind != "Official" and grammar.nominal(article, row[0])
        ):
            return refs
    return ()


def _note(article: Article, owner: Mention, seen: Seen) -> None:
    if owner.role == "pronoun" or not owner.refs:
        return
    if owner.kind in ("Country", "Bloc") and grammar.is_place(article, owner):
        return
    seen.last[owner.kind] = owner.refs[-1]


def _remember(article: Article, sentence: Sentence, number: int, seen: Seen) -> None:
    """Keep who the sentence was about: its subject, its pairs of states, people, ministries, companies."""
    mentions = article.within(sentence)
    spoken = [m for m in mentions if m.party and m.role != "pronoun" and not grammar.is_place(article, m)]
    for row in grammar.coordinations(article, spoken):
        if grammar.preposition(article, row[0]) in ("with", "like", "as", "in", "from", "including"):
            continue
        refs = tuple(dict.fromkeys(r for m in row for r in m.refs))
        if 2 <= len(refs) <= 4:
            seen.pairs.append((number, refs, "list"))
    for kinds in (("Country", "Bloc"), ("Official",), ("Ministry",), ("Company",)):
        refs = groups.of_kinds(article, spoken, kinds)
        if 2 <= len(refs) <= 4:
            known = [p for p in seen.pairs if p[0] == number and all(r.kind in kinds for r in p[1])]
            if not known:
                seen.pairs.append((number, refs, "sentence"))
    forums = [m.ref for m in mentions if m.kind == "Forum"]
    words_here = {article.word(i) for i in range(sentence.first, sentence.last)}
    if forums and words_here & lists.COREFERENCE_HELD:
        seen.held, seen.held_at = forums[-1], number
    elif number - seen.held_at > 2:
        seen.held = None
    first = next((m for m in spoken if grammar.nominal(article, m)), None)
    if first and first.kind in ("Country", "Bloc", "Ministry", "Company", "Group", "Forum"):
        seen.subject = first.refs[0] if len(first.refs) == 1 else None
        row = next((r for r in grammar.coordinations(article, spoken) if first in r), [first])
        seen.subjects = tuple(dict.fromkeys(r for m in row for r in m.refs))
    elif first:
        seen.subjects = first.refs
