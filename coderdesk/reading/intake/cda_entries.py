"""What the coded entries of a C-CDA section say, in lines of plain words, for sections that bring no narrative of their own."""

from collections.abc import Iterator

from coderdesk.reading.intake.derived_text import DerivedText
from coderdesk.reading.intake.safe_xml import Node

MARK = "From coded entries (no narrative):"
_STATEMENTS = frozenset(
    {"observation", "substanceAdministration", "procedure", "encounter", "act", "organizer", "supply"}
)
_TITLES = {"substanceAdministration": "Medication", "procedure": "Procedure", "encounter": "Visit", "supply": "Supply"}
_PLANNED = frozenset({"INT", "RQO", "PRMS", "PRP", "ARQ"})
_IMMUNIZATIONS = "11369-6"
# Statements about a statement: the status of a problem, how severe it is, its age at onset.
_STATUS, _SEVERITY, _AGE = frozenset({"33999-4"}), frozenset({"SEV"}), frozenset({"445518008", "397659008"})
_QUALIFIERS = _STATUS | _SEVERITY | _AGE
_PAST = frozenset({"resolved", "inactive", "no longer active", "remission"})
_DROPPED = frozenset({"nullified", "obsolete"})
_NOT_DONE = frozenset({"cancelled", "aborted"})
_FILLERS = frozenset(
    {"assertion", "problem", "diagnosis", "condition", "finding", "complaint", "symptom", "functional limitation"}
)
_ASSERTED = frozenset(
    {"ASSERTION", "409586006", "282291009", "64572001", "55607006", "404684003", "29308-4", "75326-9"}
)
_DEEPEST = 12
_UNITS = {
    "1": "",
    "[in_us]": "in",
    "[in_i]": "in",
    "[ft_us]": "ft",
    "[ft_i]": "ft",
    "[lb_av]": "lb",
    "[lb_us]": "lb",
    "[oz_av]": "oz",
    "[degF]": "°F",
    "Cel": "°C",
    "mm[Hg]": "mmHg",
    "[iU]": "IU",
}


def write_entries(section: Node, out: DerivedText, heading: str = "") -> bool:
    """Each statement on a line of its own under the mark, but for what the heading says; False when no entry says anything."""
    is_immunization = _code(section.first("code")) == _IMMUNIZATIONS
    found = [line for entry in section.all("entry") for line in _lines(entry, is_immunization, 0)]
    lines = [(words, path) for words, path in found if words.partition(": ")[2] not in heading or ": " not in words]
    if not lines:
        return False
    out.write_line(MARK)
    for words, path in dict.fromkeys(lines):
        out.write_line(words, path=path)
    return True


def _lines(parent: Node, is_immunization: bool, depth: int, relative: str = "") -> Iterator[tuple[str, str]]:  # noqa: FBT001
    if depth > _DEEPEST:
        return
    for node in parent.children:
        if node.tag not in _STATEMENTS or _is_dropped(node):
            continue
        kin = relative or _relative_of(node)
        words = _statement(node, kin, is_immunization=is_immunization)
        if words:
            yield words, node.path
        for link in node.children:
            if link.tag in {"entryRelationship", "component"} and not _is_part_of_line(node, link):
                yield from _lines(link, is_immunization, depth + 1, kin)


def _is_dropped(node: Node) -> bool:
    return _code(node.first("statusCode")) in _DROPPED


def _is_part_of_line(node: Node, link: Node) -> bool:
    """What was said in the line of the statement itself: its status, its severity, the reaction to a substance."""
    inner = link.first("observation")
    if inner is None:
        return False
    is_reason = link.get("typeCode") == "RSON"
    is_reaction = link.get("typeCode") == "MFST" and node.tag == "observation"
    return _code(inner.first("code")) in _QUALIFIERS or is_reaction or is_reason


def _statement(node: Node, relative: str, *, is_immunization: bool) -> str:
    """ "" for a frame without words of its own, as a concern is."""
    if node.tag == "organizer":
        return ""
    if node.tag == "act" and node.first("entryRelationship") is not None and not _is_plan(node):
        return ""
    if node.tag == "observation":
        return _observation(node, relative)
    name = _substance(node) if node.tag in {"substanceAdministration", "supply"} else _words(node.first("code"))
    if not name:
        return ""
    title = (
        "Immunization" if is_immunization and node.tag == "substanceAdministration" else _TITLES.get(node.tag, "Done")
    )
    if node.get("negationInd") == "true" or _code(node.first("statusCode")) in _NOT_DONE:
        title = f"{title} not done"
    elif _is_plan(node) and node.tag != "substanceAdministration":
        title = f"Planned {title.lower()}" if node.tag != "act" else "Planned"
    reasons = [f"for {one}" for one in _reasons(node)]
    parts = [name, _dose(node), *reasons, _code(node.first("statusCode")), _when(node)]
    return f"{title}: {'; '.join(part for part in parts if part)}"


def _reasons(node: Node) -> list[str]:
    links = [link for link in node.all("entryRelationship") if link.get("typeCode") == "RSON"]
    return [words for link in links for one in link.all("observation") if (words := _value(one.first("value")))]


def _is_plan(node: Node) -> bool:
    return node.get("moodCode") in _PLANNED


def _observation(node: Node, relative: str) -> str:
    code, value = node.first("code"), node.first("value")
    name, found = _words(code), _value(value)
    allergen = " ".join(
        _words(one) for one in node.all("participant", "participantRole", "playingEntity", "code")
    ).strip()
    if allergen or "CSM" in [one.get("typeCode") for one in node.all("participant")]:
        return _allergy(node, allergen or _playing_name(node), found)
    is_condition = _code(code) in _ASSERTED or name.lower() in _FILLERS
    if is_condition:
        return _condition(node, found, relative)
    if not name or not found:
        return ""
    if relative:
        return f"{relative}: {name}: {found}"
    reference = _reference(node)
    flag = ", ".join(_words(one) for one in node.all("interpretationCode") if _words(one))
    parts = [found, f"reference {reference}" if reference else "", flag, _when(node)]
    title = f"Goal: {name}" if node.get("moodCode") == "GOL" else f"Planned: {name}" if _is_plan(node) else name
    return f"{title}: {'; '.join(part for part in parts if part)}"


def _condition(node: Node, found: str, relative: str) -> str:
    if not found:
        return ""
    if node.get("negationInd") == "true":
        return f"No known {found}" if found.lower() in _FILLERS else f"No {found}"
    if relative:
        return f"{relative}: {found}"
    status = _qualifier(node, _STATUS) or _code(_concern_status(node))
    is_past = status.lower() in _PAST or bool(_ends(node))
    parts = [f"History of {found}" if is_past else found, status, _qualifier(node, _SEVERITY), _when(node)]
    return "; ".join(part for part in parts if part)


def _concern_status(node: Node) -> Node | None:
    """The status of the concern around a problem; that of the observation itself only says that it was made."""
    link = node.parent
    return (
        link.parent.first("statusCode")
        if link is not None and link.parent is not None and link.parent.tag == "act"
        else None
    )


def _allergy(node: Node, allergen: str, kind: str) -> str:
    if node.get("negationInd") == "true":
        return f"No known {kind or 'allergy'}{f' to {allergen}' if allergen else ''}"
    reactions = [
        ", ".join(part for part in (_value(one.first("value")), _qualifier(one, _SEVERITY)) if part)
        for link in node.all("entryRelationship")
        if link.get("typeCode") == "MFST"
        for one in link.all("observation")
    ]
    told = [f"reaction {one}" for one in reactions if one]
    parts = [allergen or kind, kind if allergen else "", *told, _qualifier(node, _STATUS | _SEVERITY), _when(node)]
    return f"Allergy: {'; '.join(part for part in parts if part)}" if allergen or kind else ""


def _qualifier(node: Node, codes: frozenset[str]) -> str:
    for link in node.all("entryRelationship"):
        for one in link.all("observation"):
            if _code(one.first("code")) in codes:
                return _value(one.first("value"))
    return ""


def _relative_of(node: Node) -> str:
    """A family history says whose: "Family history, father"."""
    kin = node.first("subject", "relatedSubject", "code")
    return f"Family history, {_words(kin).lower()}" if kin is not None and _words(kin) else ""


def _substance(node: Node) -> str:
    for steps in (("consumable", "manufacturedProduct"), ("product", "manufacturedProduct")):
        for material in ("manufacturedMaterial", "manufacturedLabeledDrug"):
            made = node.first(*steps, material)
            if made is not None:
                return _words(made.first("code")) or _plain(made.first("name"))
    return ""


def _playing_name(node: Node) -> str:
    return _plain(node.first("participant", "participantRole", "playingEntity", "name"))


def _dose(node: Node) -> str:
    parts = [_quantity(node.first("doseQuantity")), _words(node.first("routeCode"))]
    period = next((one for time in node.all("effectiveTime") for one in time.all("period")), None)
    if period is not None and _quantity(period):
        parts.append(f"every {_quantity(period)}")
    return " ".join(part for part in parts if part)


def _value(value: Node | None) -> str:
    """value[x] in words: a quantity with its unit, a span, a concept, or the words in it."""
    if value is None or (value.get("nullFlavor") and not value.words.strip()):
        return _words(value) if value is not None else ""
    form = value.get("type").rpartition(":")[2].upper()
    if form in {"TS", "IVL_TS"}:
        return _stamp(value.get("value")) or _when_of(value)
    if value.get("value"):
        return _quantity(value)
    low, high = _quantity(value.first("low")), _quantity(value.first("high"))
    if low or high:
        return f"{low}-{high}" if low and high else f">{low}" if low else f"<{high}"
    return _words(value)


def _quantity(node: Node | None) -> str:
    if node is None:
        return ""
    unit = _UNITS.get(node.get("unit"), node.get("unit"))
    return " ".join(part for part in (node.get("value"), unit) if part) if node.get("value") else ""


def _reference(node: Node) -> str:
    span = node.first("referenceRange", "observationRange")
    return (_plain(span.first("text")) or _value(span.first("value"))) if span is not None else ""


def _words(node: Node | None) -> str:
    """A concept by its name, else that of a translation, else the words it was coded from, else its code."""
    if node is None:
        return ""
    named = [node.get("displayName"), *(one.get("displayName") for one in node.all("translation"))]
    plain = next((" ".join(one.split()) for one in named if one.strip()), "")
    return plain or _plain(node.first("originalText")) or _plain(node) or _code(node)


def _plain(node: Node | None) -> str:
    return " ".join(node.words.split()) if node is not None else ""


def _code(node: Node | None) -> str:
    return node.get("code") if node is not None else ""


def _when(node: Node) -> str:
    return next((words for time in node.all("effectiveTime") if (words := _when_of(time))), "")


def _ends(node: Node) -> str:
    return next((_stamp(one.get("value")) for time in node.all("effectiveTime") for one in time.all("high")), "")


def _when_of(time: Node) -> str:
    own = _stamp(time.get("value"))
    low, high = (_stamp(one.get("value")) if (one := time.first(edge)) is not None else "" for edge in ("low", "high"))
    if own or (low and low == high):
        return f"on {own or low}"
    return f"from {low} to {high}" if low and high else f"since {low}" if low else f"until {high}" if high else ""


def _stamp(value: str) -> str:
    """As much of a date as the stamp gives: "2012", "2012-08", "2012-08-06"."""
    digits = value[:8]
    if not digits.isdigit() and "." not in digits:
        digits = digits.partition("-")[0].partition("+")[0]
    if not digits.isdigit() or len(digits) not in {4, 6, 8}:
        return ""
    return "-".join(part for part in (digits[:4], digits[4:6], digits[6:8]) if part)
