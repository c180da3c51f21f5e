"""Mends that a finding offers and one key applies: move, replace, add or remove codes of the ordered list."""

from dataclasses import dataclass

from coderdesk.domain.coding.code import undotted


@dataclass(frozen=True, slots=True)
class MoveBefore:
    """Put `code` directly before `other`; "" stands for the head of the list."""

    code: str
    other: str = ""

    @property
    def words(self) -> str:
        return f"move {self.code} before {self.other}" if self.other else f"move {self.code} to the first place"


@dataclass(frozen=True, slots=True)
class Replace:
    """Take `codes` away and put `by` where the first of them stood; codes that stand already are not doubled."""

    codes: tuple[str, ...]
    by: tuple[str, ...]

    @property
    def words(self) -> str:
        return f"replace {' + '.join(self.codes)} by {' + '.join(self.by)}"


@dataclass(frozen=True, slots=True)
class Add:
    """Add one of `candidates`, each a code or a family as the book prints it ("Z79.4", "N18.-"), after `after` or directly
    before `before`; at the end when neither is named."""

    candidates: tuple[str, ...]
    after: str = ""
    before: str = ""

    @property
    def words(self) -> str:
        return f"add {' or '.join(self.candidates)}"


@dataclass(frozen=True, slots=True)
class Remove:
    """Take the code off the list: its last place when it stands more than once."""

    code: str

    @property
    def words(self) -> str:
        return f"remove {self.code}"


Fix = MoveBefore | Replace | Add | Remove


def applied(fix: Fix, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The list after the fix; unchanged when it names codes that no longer stand there.

    An `Add` is applied when it leaves no choice: one candidate that is a whole code.
    """
    match fix:
        case MoveBefore(code, other):
            return _moved(codes, code, other)
        case Replace(old, new):
            return _replaced(codes, old, new)
        case Remove(code):
            place = _last_place(codes, code)
            return codes if place is None else codes[:place] + codes[place + 1 :]
        case Add((only,), after, before) if not only.endswith("-"):
            return with_added(codes, only, after=after, before=before)
    return codes


def with_added(codes: tuple[str, ...], code: str, *, after: str = "", before: str = "") -> tuple[str, ...]:
    """The list with one more code, behind `after`, in front of `before`, or at the end; unchanged when it stands there."""
    if _last_place(codes, code) is not None:
        return codes
    place, goal = _last_place(codes, after), _last_place(codes, before)
    end = goal if goal is not None else len(codes) if place is None else place + 1
    return (*codes[:end], code, *codes[end:])


def _moved(codes: tuple[str, ...], code: str, other: str) -> tuple[str, ...]:
    place, goal = _last_place(codes, code), (_last_place(codes, other) if other else 0)
    if place is None or goal is None or place < goal:
        return codes
    left = (*codes[:place], *codes[place + 1 :])
    return (*left[:goal], codes[place], *left[goal:])


def _replaced(codes: tuple[str, ...], old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    gone = {undotted(code) for code in old}
    if not gone <= {undotted(code) for code in codes}:
        return codes
    first = next(place for place, code in enumerate(codes) if undotted(code) in gone)
    coming = {undotted(code) for code in new}
    kept = [(place, code) for place, code in enumerate(codes) if undotted(code) not in gone | coming]
    before = tuple(code for place, code in kept if place < first)
    return (*before, *new, *(code for place, code in kept if place > first))


def _last_place(codes: tuple[str, ...], code: str) -> int | None:
    wanted = undotted(code)
    return next((place for place in reversed(range(len(codes))) if undotted(codes[place]) == wanted), None)
