"""Walks an implementation guide as pyx12 maps it, and makes a claim file for each thing that a guide lets a claim have.

Nothing is copied out of a guide: names, order and codes are read from the installed map, and values are made up by their type.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from coderdesk.edi.pyx12_maps import map_of

MAPS = {"P": "837.5010.X222.A1.xml", "I": "837Q3.I.5010.X223.A1.xml"}
_GUIDE = {"P": "005010X222A1", "I": "005010X223A2"}
_ISA = (
    "ISA*00*          *00*          *ZZ*ALDERCREEK     *ZZ*PAYER01        *260302*0915*^*00501*000000101*1*T*:~",
    "IEA*1*000000101~",
)
_EXTERNAL = {"states": "OR", "country": "CA", "currency": "USD", "pos": "11", "remark_code": "N1"}
_BY_ELEMENT = {"1271": "Z23", "234": "GUIDE", "782": "12.5", "116": "974010001", "1331": "11", "1325": "1"}
_MOMENTS = {"D8": "20260301", "RD8": "20260301-20260305", "DT": "202603010915", "TM": "0915", "D6": "260301"}
_CLAIM_LOOP, _MAX_REPEATS = "2300", 3
Segment = list[str]


@dataclass(frozen=True, slots=True)
class Case:
    """A file that has `what`, and little else beside what every file must have."""

    what: str
    text: str


@dataclass(slots=True)
class _Wish:
    """What one file is to have: the loops on the way, and how its one segment is made."""

    loops: frozenset[int] = frozenset()
    segment: int = 0
    elements: frozenset[int] | None = None
    turn: int = 0
    times: int = 1
    everything: bool = False
    levels: list[int] = field(default_factory=list)


def cases(guide: str) -> Iterator[Case]:
    """The smallest file, one with every loop and segment at once, and one for each segment, element, code and repeat."""
    root = map_of(MAPS[guide])
    yield Case("least", _file(guide, root, _Wish()))
    yield Case("everything", _file(guide, root, _Wish(everything=True)))
    for path, node in _segments(root, ()):
        yield from _cases_of(guide, root, path, node)


def _cases_of(guide: str, root: Any, path: tuple[Any, ...], node: Any) -> Iterator[Case]:
    loops = frozenset(id(loop) for loop in path)
    where = "/".join(str(loop.id) for loop in path[3:])
    name = f"{where}/{node.id} ({node.name})"
    optional = [place for place, part in enumerate(node.children) if part.usage == "S"]
    for place in optional:
        elements = frozenset((place, *_bound_to(node, place)))
        yield Case(f"{name} {node.children[place].id} alone", _file(guide, root, _Wish(loops, id(node), elements)))
    for turn in range(_turns(node)):
        yield Case(f"{name} codes {turn}", _file(guide, root, _Wish(loops, id(node), None, turn)))
    if _most(node.max_use) > 1:
        times = min(_most(node.max_use), 99)
        yield Case(f"{name} {times} times", _file(guide, root, _Wish(loops, id(node), None, 0, times)))


def _segments(node: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    for child in _children(node):
        if child.is_segment():
            if child.id not in ("ISA", "IEA", "GS", "GE", "ST", "SE", "TA1"):
                yield path, child
        else:
            yield from _segments(child, (*path, child))


def _children(node: Any) -> list[Any]:
    return [child for place in sorted(node.pos_map) for child in node.pos_map[place]]


def _most(text: str) -> int:
    return 100 if text.startswith(">") else int(text)


def _turns(node: Any) -> int:
    """So many that each code of each element comes once."""
    parts = [leaf for part in node.children for leaf in (part.children if part.is_composite() else [part])]
    return max((len(leaf.valid_codes) for leaf in parts if leaf.usage != "N"), default=0) or 1


def _bound_to(node: Any, place: int) -> list[int]:
    """The elements that must come together with this one."""
    found: set[int] = set()
    for rule, *places in node.syntax:
        if rule == "P" and place + 1 in places:
            found.update(other - 1 for other in places)
        if rule in ("C", "L") and places[0] == place + 1:
            found.update(other - 1 for other in (places[1:] if rule == "C" else places[1:2]))
    if _is_run(node, place):
        found.update(range(place))
    return sorted(other for other in found if node.children[other].usage != "N")


def _one_of(node: Any, chosen: frozenset[int]) -> frozenset[int]:
    """Of elements of which at least one must come, the first, when none was chosen."""
    found = set(chosen)
    for rule, *places in node.syntax:
        offered = [place - 1 for place in places if node.children[place - 1].usage != "N"]
        is_there = any(place in found or node.children[place].usage == "R" for place in offered)
        if rule == "R" and offered and not is_there:
            found.add(offered[0])
    return frozenset(found)


def _is_run(node: Any, place: int) -> bool:
    """Composites side by side of one kind are filled from the left: HI01, HI02 ..."""
    return bool(node.id == "HI") and place > 0


# -- a file


def _file(guide: str, root: Any, wish: _Wish) -> str:
    segments: list[Segment] = []
    for child in _set_loop(root):
        _write(child, wish, segments)
    body = ["*".join(_trimmed(row)) + "~" for row in segments]
    start = f"ST*837*0001*{_GUIDE[guide]}~"
    end = f"SE*{len(body) + 2}*0001~"
    group = f"GS*HC*ALDERCREEK*PAYER01*20260302*0915*7*X*{_GUIDE[guide]}~"
    return "\n".join([_ISA[0], group, start, *body, end, "GE*1*7~", _ISA[1], ""])


def _set_loop(root: Any) -> list[Any]:
    node = root
    for name in ("ISA_LOOP", "GS_LOOP", "ST_LOOP"):
        node = next(child for child in _children(node) if child.id == name)
    return [child for child in _children(node) if child.is_loop() and child.id != "FOOTER"]


def _trimmed(row: Segment) -> Segment:
    while row and not row[-1]:
        row = row[:-1]
    return row


def _write(loop: Any, wish: _Wish, out: list[Segment], *, within: bool = True) -> None:
    level = len(wish.levels)
    first = len(out)
    for child in _children(loop):
        if child.is_segment():
            out += [_row(child, wish, number) for number in range(_times(child, wish, within=within))]
            if child.id == "HL" and out[-1][0] == "HL":
                _number(wish, out, child)
        elif _is_wanted(loop, child, wish):
            _write(child, wish, out, within=id(child) in wish.loops)
    if len(wish.levels) > level:
        _flag(out, first)
        del wish.levels[level:]


def _times(segment: Any, wish: _Wish, *, within: bool) -> int:
    if id(segment) == wish.segment and within:
        return wish.times
    if segment.usage == "R":
        return 1
    return min(_most(segment.max_use), _MAX_REPEATS) if wish.everything else 0


def _is_wanted(loop: Any, child: Any, wish: _Wish) -> bool:
    if id(child) in wish.loops:
        return True
    if child.id == _CLAIM_LOOP and loop.id == "2000B":
        return not any(other.id == "2000C" and id(other) in wish.loops for other in _children(loop))
    if child.id == "2000C":
        return False
    return child.usage == "R" or child.id == "DETAIL" or wish.everything


def _number(wish: _Wish, out: list[Segment], node: Any) -> None:
    count = sum(1 for row in out if row[0] == "HL")
    parent = str(wish.levels[-1]) if wish.levels else ""
    out[-1] = ["HL", str(count), parent, node.children[2].valid_codes[0], "0"]
    wish.levels.append(count)


def _flag(out: list[Segment], first: int) -> None:
    """A level that has another below it says so."""
    for place in range(first, len(out)):
        if out[place][0] == "HL":
            out[place][4] = "1" if any(row[0] == "HL" and row[2] == out[place][1] for row in out) else "0"


# -- a segment


def _row(node: Any, wish: _Wish, number: int) -> Segment:
    is_target = id(node) == wish.segment
    is_full = (is_target and wish.elements is None) or (wish.everything and not is_target)
    chosen = wish.elements if is_target and wish.elements is not None else frozenset[int]()
    chosen = _one_of(node, chosen)
    turn = wish.turn if is_target else 0
    row = [node.id]
    for place, part in enumerate(node.children):
        is_there = (
            part.usage == "R" or place in chosen or (is_full and part.usage == "S" and not _excluded(node, place))
        )
        row.append(_element(part, turn + number, row, full=is_full or place in chosen) if is_there else "")
    return row


def _excluded(node: Any, place: int) -> bool:
    """Of two elements that exclude each other the first stands."""
    return any(
        rule[0] == "E" and place + 1 in rule[2:] and node.children[rule[1] - 1].usage != "N" for rule in node.syntax
    )


def _element(part: Any, turn: int, row: Segment, *, full: bool) -> str:
    if not part.is_composite():
        return _value(part, turn, row)
    parts: list[str] = []
    for leaf in part.children:
        is_there = leaf.usage == "R" or (full and leaf.usage == "S")
        parts.append(_value(leaf, turn, parts) if is_there else "")
    return ":".join(_trimmed(parts))


def _value(leaf: Any, turn: int, before: Segment) -> str:
    if leaf.valid_codes:
        return str(leaf.valid_codes[turn % len(leaf.valid_codes)])
    if leaf.external_codes:
        return _EXTERNAL[leaf.external_codes]
    if leaf.data_ele == "1251":
        return _MOMENTS[next(part for part in reversed(before) if part in _MOMENTS)]
    if before[-1:] == ["SY"]:
        return "123456789"
    if leaf.data_ele in _BY_ELEMENT:
        return _BY_ELEMENT[leaf.data_ele]
    return _made_up(leaf, turn)


def _made_up(leaf: Any, turn: int) -> str:
    kind, least, most = leaf.data_type, leaf.min_len, leaf.max_len
    if kind == "DT":
        return "20260301" if most >= 8 else "260301"
    if kind == "TM":
        return "0915"
    if kind in ("R", "N0", "N"):
        return str(turn + 1).zfill(least)[:most]
    return f"X{turn + 1}".ljust(least, "9")[:most]
