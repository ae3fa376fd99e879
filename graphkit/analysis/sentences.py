"""A fact as a sentence that a person reads: who did what with whom, whether it was done or only meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graphkit.model import Claim, Instrument, Record, Ref
from graphkit.schema import schema
from graphkit.standing import Standing

Named = Callable[[Ref], str]

# What is said of subject {s} and object {o}, by status where that changes the words; "over" is for what has ended.
_WORDS: dict[str, str | dict[str, str]] = {
    "COOPERATES_WITH": {
        "agreed": "{s} agreed with {o} to cooperate{on}",
        "planned": "{s} plans to cooperate with {o}{on}",
        "ended": "{s} and {o} ended their cooperation{on}",
    },
    "SUPPLIES": {
        "current": "{s} supplies {o} with {good}",
        "planned": "{s} is to supply {o} with {good}",
        "sought": "{o} would like to have {good} from {s}",
        "ended": "{s} no longer supplies {o} with {good}",
    },
    "PRODUCES": {"current": "{s} produces {o}", "planned": "{s} plans to produce {o}", "ended": "{s} produced {o}"},
    "HAS_RESERVES": "{s} has deposits of {o}",
    "TRADES_WITH": {"current": "{s} trades with {o}", "planned": "{s} plans to trade with {o}"},
    "MEMBER_OF": {
        "member": "{s} is a member of {o}",
        "joining": "{s} is joining {o}",
        "observer": "{s} is an observer at {o}",
        "suspended": "{s} is suspended from {o}",
        "left": "{s} left {o}",
        "over": "{s} was a member of {o}",
    },
    "LEADS": {"": "{s} leads {o}", "over": "{s} led {o}"},
    "PARTICIPATES_IN": "{s} took part in {o}",
    "HELD_BY": "{s} was a meeting of {o}",
    "SUCCEEDS": "{s} took the place of {o}",
    "SERVES_IN": {"": "{s} serves in {o}{title}", "over": "{s} served in {o}{title}"},
    "MINISTRY_OF": {"": "{s} is a ministry of {o}", "over": "{s} was a ministry of {o}"},
    "BASED_IN": "{s} has its seat in {o}",
    "OWNED_BY": "{s} is owned by {o}",
    "MET_WITH": "{s} met {o}",
    "INVESTS_IN": {"current": "{s} invests in {o}", "planned": "{s} plans to invest in {o}"},
    "RESTRICTS_EXPORT_OF": {
        "current": "{s} restricts the export of {o}",
        "planned": "{s} plans to restrict the export of {o}",
        "suspended": "{s} has suspended its restriction on the export of {o}",
        "lifted": "{s} lifted its restriction on the export of {o}",
        "over": "{s} restricted the export of {o}",
        "suspended over": "{s} had suspended its restriction on the export of {o}, and what followed is not known",
    },
    "SANCTIONS": {
        "current": "{s} has sanctions on {o}",
        "planned": "{s} plans sanctions on {o}",
        "lifted": "{s} lifted its sanctions on {o}",
    },
    "LISTS_AS_CRITICAL": "{s} lists {o} as critical",
    "PART_OF": "{s} belongs to the group {o}",
    "SIGNED_BY": "{s} was signed by {o}",
    "ESTABLISHES": "{s} set up {o}",
    "FULFILS": "{s} is what was announced as {o}",
}
_INSTRUMENT = {
    "planned": "{s} plans {what} with {o}{on}",
    "signed": "{s} signed {what} with {o}{on}",
    "in_force": "{s} has {what} in force with {o}{on}",
    "suspended": "{s} has {what} with {o}{on}, now suspended",
    "terminated": "{s} had {what} with {o}{on}, since terminated",
    "cancelled": "{s} planned {what} with {o}{on}, which was cancelled",
}
_ARTICLE = {"mou": "an MOU", "agreement": "an agreement", "unspecified": "an instrument"}
_MANY = 3


def sentence(record: Record, standing: Standing, one: Ref, other: Ref, named: Named, over: bool = False) -> str:
    """Return what a record says of two of the things it names, in their order where the relation has none.

    `named` gives names, `over` says that it had ended by the day of the question. There is no full stop, so that a date
    can follow.
    """
    if isinstance(record, Instrument):
        return _of_instrument(record, standing, one, other, named)
    words = _WORDS[record.relation]
    if isinstance(words, dict):
        ends = (f"{standing.status} over", "over") if over else ()
        words = next((words[key] for key in ends if key in words), None) or words[standing.status or ""]
    subject, to = record.subject, record.object
    if schema().relation(record.relation).symmetric and other == subject:
        subject, to = to, subject
    if schema().relation(record.relation).symmetric and one not in record.ends:  # told from the topic
        subject, to = (other, subject if other == to else to)
    title = standing.attributes.get("title")
    good = record.get("mineral") or record.get("commodity")
    kind = "Mineral" if record.get("mineral") else "Commodity"
    return words.format(
        s=named(subject),
        o=named(to),
        on=_on(standing, one, other, named),
        title=f" as {title}" if title else "",
        good=named(Ref(kind, str(good))) if good else "goods",
    )


def _of_instrument(record: Instrument, standing: Standing, one: Ref, other: Ref, named: Named) -> str:
    count = standing.attributes.get("count")
    if isinstance(count, int) and count > 1:
        what = f"{count} {'MOUs' if record.kind == 'mou' else _plural(record.kind)}"
    else:
        what = _ARTICLE.get(record.kind, f"a {record.kind}")
    first, second = (one, other) if one in record.parties else (other, one)
    rest = [party for party in record.parties if party not in (first, second)]
    names = [named(second)] if second in record.parties else []
    if len(rest) > _MANY:
        names.append(f"{len(rest)} others")
    else:
        names += [named(party) for party in rest]
    with_whom = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    words = _INSTRUMENT[standing.status or "signed"]
    return words.format(s=named(first), what=what, o=with_whom, on=_on(standing, one, other, named))


def _on(standing: Standing, one: Ref, other: Ref, named: Named) -> str:
    """Return " on lithium and nickel": the topic that is meant first, else the first few."""
    topics = standing.attributes.get("topics")
    refs = [Ref.parse(topic) for topic in topics] if isinstance(topics, tuple) else []
    meant = [ref for ref in refs if ref in (one, other)]
    rest = [ref for ref in refs if ref not in meant]
    shown = [named(ref) for ref in [*meant, *rest][:_MANY]]
    left = len(refs) - len(shown)
    shown += [f"{left} more"] if left else []
    if not shown:
        return ""
    return " on " + (" and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0])


def _plural(kind: str) -> str:
    word = "instrument" if kind == "unspecified" else kind
    return f"{word}s"


def dated(standing: Standing, began: str | None, over: bool, claims: Sequence[Claim] = ()) -> str:
    """Return when: "2024-06-12", "2010 until 2021-03-01", "reported 2023-10", or that no date is known."""
    reported = min((claim.published for claim in claims if claim.published), default=None)
    since = began or (f"reported {reported}" if reported else "no date")
    return f"{since} until {standing.valid_to}" if over and standing.valid_to else since


def spoken(ref: Ref, name: str) -> str:
    """Return a name as it stands in a sentence: "the United States", "the International Energy Agency", "Korea"."""
    words = name.split()
    country = ref.kind == "Country" and (words[0] in _THE_FIRST or words[-1] in _THE_LAST)
    body = ref.kind in ("Forum", "Bloc", "Ministry", "Event") and len(words) > 1 and bool(_BODY & set(words))
    return f"the {name}" if (country or body) and words[0] not in ("The", "the") else name


_THE_FIRST = frozenset(
    {"United", "Democratic", "Dominican", "Central", "Cook", "Marshall", "Solomon", "Faroe", "Falkland"}
)
_THE_LAST = frozenset(
    {"Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Comoros", "Seychelles", "Republic"}
)
_BODY = frozenset(
    {"Agency", "Alliance", "Association", "Authority", "Cabinet", "Commission", "Committee", "Community", "Council"}
    | {"Department", "Dialogue", "Dialog", "Forum", "Framework", "Initiative", "Ministry", "Office", "Organisation"}
    | {"Organization", "Partnership", "Summit", "Union", "Group", "Secretariat"}
)
