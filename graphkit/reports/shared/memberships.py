"""Who is in a forum or bloc on a day, and who leads it, as far as known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from graphkit import dates
from graphkit.bundle import Bundle
from graphkit.links import Link
from graphkit.model import Fact, Ref
from graphkit.reports import Question
from graphkit.reports.shared.facts import links, stood
from graphkit.reports.shared.things import name


@dataclass(frozen=True, slots=True)
class Seat:
    """A membership or chair as it is known now, whether it holds on the day, and with which status."""

    item: Link
    holds: str
    status: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A forum with its memberships and chairs."""

    ref: Ref
    called: str
    day: dt.date
    today: bool
    ended: dt.date | None
    successors: tuple[str, ...]
    members: tuple[Seat, ...]
    leaders: tuple[Seat, ...]

    def on_day(self, *holds: str, status: str = "member") -> list[Link]:
        """Return those with a status that hold on the day, or of which this can be said."""
        return [seat.item for seat in self.members if seat.holds in (holds or ("yes",)) and seat.status == status]


def look(forum: Ref, bundle: Bundle, question: Question, clashes: frozenset[str]) -> Seen:
    """Return who is in a forum and who leads it on the day asked for; of one that is over, at its end."""
    node = bundle.nodes.get(forum)
    ended = dates.last_day(str(node.properties["ended"])) if node and node.properties.get("ended") else None
    day = question.as_of or dt.date.today()
    if question.as_of is None and ended and ended <= day:
        day = ended - dt.timedelta(days=1)  # of a forum that is over, who was in it at the end
    records = [record for record in bundle.records if record.ends[-1] == forum]
    now = links(bundle, records, replace(question, as_of=None), clashes=clashes)
    after = [r.ends[0] for r in bundle.records if isinstance(r, Fact) and r.relation == "SUCCEEDS"]
    seats = [_seat(item, day, question.as_of is None) for item in now]
    return Seen(
        forum,
        name(forum, bundle),
        day,
        question.as_of is None,
        ended,
        tuple(name(ref, bundle) for ref in after if ref != forum),
        tuple(seat for seat in seats if seat.item.relation == "MEMBER_OF"),
        tuple(seat for seat in seats if seat.item.relation == "LEADS"),
    )


def _seat(item: Link, day: dt.date, now: bool) -> Seat:
    """Tell whether it held on the day: yes, no, undated, or not known; what is told without a date holds now."""
    standing = stood(item.record, day)
    status = (standing or item.standing).status
    if item.standing.over(day):
        return Seat(item, "no", item.standing.status)
    if standing is None:  # its start is known to be later, or nobody had reported it yet
        return Seat(item, "no" if item.standing.valid_from else "not known", status)
    if standing.undated:
        return Seat(item, "no" if standing.ended else "yes" if now else "undated", status)
    held = replace(standing, valid_to=item.standing.valid_to).holds_on(day)
    return Seat(item, "yes" if held else "no", status)
