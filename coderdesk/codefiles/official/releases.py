"""Which release a file is: what its name or its first lines say, as the name that the screen shows and its first day."""

import re
from datetime import date

from coderdesk.codefiles.official.layout import FoundRelease, Look
from coderdesk.codefiles.official.trouble import WrongRelease
from coderdesk.domain.values.dates import Period

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = "January February March April May June July August September October November December".split()
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_MONTH = re.compile(r"(?<![a-z])(jan|apr|jul|oct)[a-z]*(?![a-z])", re.IGNORECASE)
_PTP = re.compile(r"v(\d\d)(\d)r\d", re.IGNORECASE)
_EFFECTIVE = re.compile(r"eff[_ ](0[1-9]|1[0-2])-(\d\d)-(20\d\d)", re.IGNORECASE)
_QUARTER = re.compile(r"v?(20\d\d)[_ -]?q([1-4])", re.IGNORECASE)
_TAXONOMY = re.compile(r"taxonomy[_ -]?(\d\d)(\d)", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"rvu(?:20)?(\d\d)(?!\d)", re.IGNORECASE)
_CCSR = re.compile(r"v(20\d\d)[-.](\d)", re.IGNORECASE)
_PAYMENT_YEAR = re.compile(r"(20\d\d) payment year")
_PTP_YEAR_ZERO = 1994
_SETTINGS = {
    "practitioner": re.compile(r"ccipra|practitioner", re.IGNORECASE),
    "outpatient hospital": re.compile(r"ccioph|outpatient ?hospital|hospital", re.IGNORECASE),
    "supplier": re.compile(r"dme ?supplier", re.IGNORECASE),
}


def _names(look: Look) -> tuple[str, ...]:
    """From the member's own name outwards to the zip's."""
    inside = [name.rpartition("/")[2] for name in reversed(look.source.inside)]
    return (*inside, look.source.path.name)


def _found(pattern: "re.Pattern[str]", look: Look) -> "re.Match[str] | None":
    return next((match for match in map(pattern.search, _names(look)) if match), None)


def fiscal_year(look: Look) -> FoundRelease:
    """FY2027 from 2026-10-01; a list of April or January amends the year that runs."""
    named, said = _found(_YEAR, look), look.xml.word("version")
    stated = _YEAR.search(said)
    if named and stated and named[1] != stated[1]:
        raise WrongRelease(look.source.name, expected=f"FY{named[1]}", found=f"FY{stated[1]}")
    year = stated or named
    if year is None:
        return FoundRelease()
    number = int(year[1])
    month = _found(_MONTH, look)
    month_number = _MONTHS.index(month[1].lower()) + 1 if month else 10
    if month_number == 10:
        return FoundRelease(f"FY{number}", Period(date(number - 1, 10, 1)))
    name = f"FY{number} ({_MONTH_NAMES[month_number - 1]} {number})"
    return FoundRelease(name, Period(date(number, month_number, 1)))


def quarter(look: Look) -> FoundRelease:
    """October 2026 from names like HCPC2026_OCT_ANWEB."""
    year, month = _found(re.compile(r"(?<!\d)(20\d\d)(?=\D|$)"), look), _found(_MONTH_JOINED, look)
    if year is None or month is None:
        return FoundRelease()
    return _month_release(int(year[1]), _MONTHS.index(month[1].lower()) + 1)


_MONTH_JOINED = re.compile(r"(?:^|[\d_ -])(jan|apr|jul|oct)(?=$|[a-z]*[\d_ .-])", re.IGNORECASE)


def _month_release(year: int, month: int, prefix: str = "") -> FoundRelease:
    name = f"{_MONTH_NAMES[month - 1]} {year}"
    return FoundRelease(f"{prefix}{name}", Period(date(year, month, 1)))


def ptp_release(look: Look) -> FoundRelease:
    """v323r0 is version 32.3, the fourth quarter of 2026."""
    match = _found(_PTP, look)
    found = FoundRelease()
    if match and int(match[2]) <= 3:
        year, month = _PTP_YEAR_ZERO + int(match[1]), 3 * int(match[2]) + 1
        found = _month_release(year, month, f"v{match[1]}.{match[2]}, ")
    return FoundRelease(found.release, found.in_force, _setting(look), _notice(look))


def mue_release(look: Look) -> FoundRelease:
    """Effective date and setting from names like MCR_MUE_PractitionerServices_Eff_10-01-2026."""
    match = _found(_EFFECTIVE, look)
    found = FoundRelease()
    if match:
        found = _month_release(int(match[3]), int(match[1]))
    return FoundRelease(found.release, found.in_force, _setting(look), _notice(look))


def add_on_release(look: Look) -> FoundRelease:
    match = _found(_QUARTER, look)
    return _month_release(int(match[1]), 3 * int(match[2]) - 2) if match else FoundRelease()


def _setting(look: Look) -> str:
    said = " ".join((*_names(look), *(" ".join(row) for row in look.names[:40] if "mue" in " ".join(row))))
    for setting in ("supplier", "practitioner", "outpatient hospital"):
        if _SETTINGS[setting].search(said):
            return setting
    return ""


def _notice(look: Look) -> str:
    """What stands above a table about copyright."""
    above = (" ".join(" ".join(row).split()) for row in look.rows[:12])
    return next((text[:4000] for text in above if "copyright" in text.lower()), "")


def fee_schedule_release(look: Look) -> FoundRelease:
    """The year and the quarter stand in the title rows, else in names like PPRRVU2026_Oct_nonQPP."""
    opening = look.opening()
    year = _YEAR.search(opening) or _found(_YEAR, look)
    short = _found(_SHORT_YEAR, look)
    month = _MONTH.search(opening) or _found(_MONTH_JOINED, look)
    if year is None and short is None:
        return FoundRelease(notice=_notice(look))
    number = int(year[1]) if year else 2000 + int(short[1] if short else 0)
    found = _month_release(number, _MONTHS.index(month[1].lower()[:3]) + 1 if month else 1)
    names = " ".join(_names(look)).lower()
    setting = "non-QPP" if "nonqpp" in names else "QPP" if "qpp" in names else ""
    return FoundRelease(found.release, found.in_force, setting, _notice(look))


def taxonomy_release(look: Look) -> FoundRelease:
    match = _found(_TAXONOMY, look)
    return FoundRelease(f"version {match[1]}.{match[2]}") if match else FoundRelease()


def rule_year(look: Look) -> FoundRelease:
    """FY 2026 Final Rule in the title rows of the inpatient tables, else the year in the name."""
    match = re.search(r"FY\s*(20\d\d)", look.opening()) or _found(_YEAR, look)
    return FoundRelease(f"FY{match[1]}", Period(date(int(match[1]) - 1, 10, 1))) if match else FoundRelease()


def ccsr_release(look: Look) -> FoundRelease:
    match = _found(_CCSR, look)
    return FoundRelease(f"v{match[1]}.{match[2]}") if match else FoundRelease()


def payment_year(look: Look) -> FoundRelease:
    years = {match[1] for row in look.names for cell in row for match in _PAYMENT_YEAR.finditer(cell)}
    if not years:
        return FoundRelease()
    year = int(max(years))
    return FoundRelease(f"payment year {year}", Period(date(year, 1, 1), date(year, 12, 31)))


def year_in_name(look: Look) -> FoundRelease:
    match = _found(_YEAR, look)
    return FoundRelease(match[1]) if match else FoundRelease()


def notice_above(look: Look) -> FoundRelease:
    """The copyright lines that stand above a CPT file, and the year that its name says."""
    lines = []
    for line in look.lines:
        if re.match(r"\d{4}[0-9A-Z][ \t]", line):
            break
        lines.append(line.strip())
    year = _found(_YEAR, look) or next((match for match in map(_YEAR.search, lines) if match), None)
    in_force = Period(date(int(year[1]), 1, 1)) if year else Period()
    return FoundRelease(year[1] if year else "", in_force, notice="\n".join(lines).strip()[:4000])
