"""Where the entities of a network lie: the same places for the same graph, in every process and on every machine.

Distances in the picture follow distances in the graph (stress, lowered pair by pair: Zheng, Pawar and Goodman, 2018),
over all pairs where there are few, over links and pivots where there are many. Only sums, products and square roots
are used, whose results are the same everywhere.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable, Sequence
from math import inf, sqrt

_SEED = 7
_WHOLE = 300  # entities up to which all of them decide the picture
_FIRST = 900  # pairs that decide it where there are more
_ALL_PAIRS = 130  # entities up to which every pair is looked at
_UNIT = 118.0  # the length of a link
_APART = 64.0  # how near two entities may come
_ROOM = 2.6  # times the room that the entities themselves take
_ROUNDS = 60  # of pushing apart, at most
_WIDE = 1.32  # a screen is wider than high

_AROUND = [(1.0, 0.0), (-0.74, 0.67), (0.09, -1.0), (0.61, 0.79), (-0.98, -0.17), (0.84, -0.54), (-0.26, 0.97)]

Place = tuple[float, float]


def positions(count: int, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a place for each of `count` entities, of which the pairs are linked, the most telling pairs first.

    The first pairs, which a page draws at first, decide the picture; what else is linked lies beside its neighbours.
    """
    known = list(dict.fromkeys((min(p), max(p)) for p in pairs if p[0] != p[1]))
    links = _near(count, known)
    core = range(count) if count <= _WHOLE else sorted({node for pair in known[:_FIRST] for node in pair})
    number = {node: i for i, node in enumerate(core)}
    inner = _near(len(core), [(number[a], number[b]) for a, b in known if a in number and b in number])
    parts = _components(inner)
    spots: dict[int, Place] = {}
    for part, places in zip(parts, _pack([_component(part, inner) for part in parts]), strict=True):
        spots.update((core[node], place) for node, place in zip(part, places, strict=True))
    _beside(spots, links)
    return [(round(spots[node][0]), round(spots[node][1])) for node in range(count)]


def _near(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    links: list[list[int]] = [[] for _ in range(count)]
    for one, other in sorted(pairs):
        links[one].append(other)
        links[other].append(one)
    return links


def _beside(spots: dict[int, Place], links: list[list[int]]) -> None:
    """Give the rest their places: around the middle of the neighbours that have one, what has none below all."""
    waiting = [node for node in range(len(links)) if node not in spots]
    while waiting:
        found: dict[int, Place] = {}
        for node in waiting:
            near = [spots[other] for other in links[node] if other in spots]
            if near:
                x, y = sum(p[0] for p in near) / len(near), sum(p[1] for p in near) / len(near)
                dx, dy = _AROUND[node % len(_AROUND)]
                far = _APART * (0.8 + (node % 7) / 4)
                found[node] = (x + dx * far, y + dy * far)
        if not found:
            break
        spots.update(found)
        waiting = [node for node in waiting if node not in found]
    low = max((y for _, y in spots.values()), default=0.0) + _UNIT
    left = min((x for x, _ in spots.values()), default=0.0)
    for i, node in enumerate(waiting):
        spots[node] = (left + i % 24 * _APART, low + i // 24 * _APART)


def _components(links: list[list[int]]) -> list[list[int]]:
    """The connected parts, the largest first."""
    seen = [False] * len(links)
    found: list[list[int]] = []
    for start in range(len(links)):
        if seen[start]:
            continue
        seen[start] = True
        part, queue = [], [start]
        while queue:
            node = queue.pop()
            part.append(node)
            for other in links[node]:
                if not seen[other]:
                    seen[other] = True
                    queue.append(other)
        found.append(sorted(part))
    return sorted(found, key=lambda p: (-len(p), p[0]))


def _component(part: list[int], links: list[list[int]]) -> list[Place]:
    if len(part) == 1:
        return [(0.0, 0.0)]
    number = {node: i for i, node in enumerate(part)}
    near = [[number[other] for other in links[node]] for node in part]
    terms = _terms(near)
    places = _lower_stress(len(part), terms, 40 if len(part) <= _ALL_PAIRS else 18)
    points = [(x * _UNIT * _WIDE, y * _UNIT) for x, y in places]
    most = max(len(others) for others in near)
    rooms = [_APART * (0.47 + 0.53 * sqrt(len(others) / most)) for others in near]
    return _push_apart(_opened(points), rooms)


def _opened(points: list[Place]) -> list[Place]:
    """Spread a crowd until there is room for every one."""
    wide = max(x for x, _ in points) - min(x for x, _ in points)
    high = max(y for _, y in points) - min(y for _, y in points)
    wanted = len(points) * _APART * _APART * _ROOM
    by = max(1.0, sqrt(wanted / max(wide * high, 1.0)))
    return [(x * by, y * by) for x, y in points] if len(points) > 8 else points


def _terms(near: list[list[int]]) -> list[tuple[int, int, float, float]]:
    """The pairs to look at, as (one, other, distance wanted, weight)."""
    count = len(near)
    sparse = count > _ALL_PAIRS
    crowd = [1.0 + sqrt(len(n)) * 0.16 for n in near]  # an entity with many links needs room around it
    terms: dict[tuple[int, int], tuple[float, float]] = {}
    if sparse:
        for one, others in enumerate(near):
            for other in others:
                if one < other:
                    wanted = (crowd[one] + crowd[other]) / 2
                    terms[one, other] = (wanted, 1 / (wanted * wanted))
    pivots = _pivots(near, max(14, min(60, 90_000 // count))) if sparse else range(count)
    share = count / len(pivots) if sparse else 1.0
    for pivot in pivots:
        for other, steps in enumerate(_steps(near, pivot)):
            pair = (pivot, other) if pivot < other else (other, pivot)
            if pivot == other or pair in terms:
                continue
            wanted = steps - 1 + (crowd[pivot] + crowd[other]) / 2
            terms[pair] = (wanted, (share**0.5 if sparse else 1.0) / (wanted * wanted))
    return [(one, other, wanted, weight) for (one, other), (wanted, weight) in terms.items()]


def _pivots(near: list[list[int]], wanted: int) -> list[int]:
    """Entities far from each other, the best-connected one first."""
    first = max(range(len(near)), key=lambda n: (len(near[n]), -n))
    pivots = [first]
    closest = _steps(near, first)
    while len(pivots) < min(wanted, len(near)):
        following = max(range(len(near)), key=lambda n: (closest[n], len(near[n]), -n))
        pivots.append(following)
        closest = [min(a, b) for a, b in zip(closest, _steps(near, following), strict=True)]
    return pivots


def _steps(near: list[list[int]], start: int) -> list[int]:
    """How many links each entity is away from one."""
    steps = [-1] * len(near)
    steps[start] = 0
    queue = deque([start])
    while queue:
        node = queue.popleft()
        away = steps[node] + 1
        for other in near[node]:
            if steps[other] < 0:
                steps[other] = away
                queue.append(other)
    return steps


def _lower_stress(count: int, terms: list[tuple[int, int, float, float]], rounds: int) -> list[Place]:
    chance = random.Random(_SEED)
    side = sqrt(count)
    xs = [chance.random() * side for _ in range(count)]
    ys = [chance.random() * side for _ in range(count)]
    weights = [term[3] for term in terms]
    step = 1 / min(weights)
    shrink = (0.1 / max(weights) / step) ** (1 / max(1, rounds - 1)) if len(set(weights)) > 1 else 0.7
    shrink = round(shrink, 9)  # a power may differ in its last digit between machines
    for _ in range(rounds):
        chance.shuffle(terms)
        for one, other, wanted, weight in terms:
            dx, dy = xs[one] - xs[other], ys[one] - ys[other]
            length = sqrt(dx * dx + dy * dy) or 1e-9
            moved = min(1.0, weight * step) * (length - wanted) / 2 / length
            dx, dy = dx * moved, dy * moved
            xs[one] -= dx
            ys[one] -= dy
            xs[other] += dx
            ys[other] += dy
        step *= shrink
    return list(zip(xs, ys, strict=True))


def _push_apart(points: list[Place], rooms: list[float]) -> list[Place]:
    """Move entities that lie on each other apart, by cells, so that it takes no look at every pair.

    `rooms` says how much room each wants around it: the best-connected, which are drawn largest, the most.
    """
    spots = [list(p) for p in points]
    side = 2 * _APART
    for _ in range(_ROUNDS):
        cells: dict[tuple[int, int], list[int]] = {}
        for number, (x, y) in enumerate(spots):
            cells.setdefault((int(x // side), int(y // side)), []).append(number)
        moved = False
        for (cx, cy), here in cells.items():
            around = [n for dx in (-1, 0, 1) for dy in (-1, 0, 1) for n in cells.get((cx + dx, cy + dy), ())]
            for one in here:
                for other in around:
                    if one < other:
                        moved = _part(spots[one], spots[other], rooms[one] + rooms[other], one) or moved
        if not moved:
            break
    return [(x, y) for x, y in spots]


def _part(a: list[float], b: list[float], apart: float, number: int) -> bool:
    dx, dy = a[0] - b[0], a[1] - b[1]
    length = sqrt(dx * dx + dy * dy)
    if length >= apart * 0.999:
        return False
    if length < 1e-6:
        dx, dy, length = (1.0, 0.3, 1.0) if number % 2 else (-0.3, 1.0, 1.0)
    by = (apart - length) / 2 / length
    a[0] += dx * by
    a[1] += dy * by
    b[0] -= dx * by
    b[1] -= dy * by
    return True


def _pack(drawn: Sequence[list[Place]]) -> list[list[Place]]:
    """Set the parts beside each other: the largest first, the small ones in rows below it."""
    gap = _UNIT
    out: list[list[Place]] = []
    left = top = row = 0.0
    widest = -inf
    for number, places in enumerate(drawn):
        x0, y0 = min(x for x, _ in places), min(y for _, y in places)
        wide, high = max(x for x, _ in places) - x0, max(y for _, y in places) - y0
        if number == 0:
            widest = max(wide, 8 * gap)
        elif left > 0 and left + wide > widest:
            left, top, row = 0.0, top + row + gap, 0.0
        out.append([(x - x0 + left, y - y0 + top) for x, y in places])
        row = max(row, high)
        left += wide + gap
        if number == 0:
            left, top, row = 0.0, top + high + gap, 0.0
    return out
