"""Who pays for a visit, and when, where and by whom the patient was seen: two lines of words."""

from coderdesk.services.visits import VisitSheet
from coderdesk.ui.text import tr


def payer_words(sheet: VisitSheet) -> str:
    """ "Bills to Northwind Health", or that the patient pays."""
    if sheet.payer is None:
        return tr("Self-pay: the patient pays")
    return tr("Bills to {payer}", payer=sheet.payer.name)


def visit_words(sheet: VisitSheet) -> str:
    """ "member 123 · place 11 office · Marisol J. Tenenbrook, MD"."""
    parts = [place_words(sheet.visit.encounter.place_of_service), sheet.provider.display]
    if sheet.coverage is not None:
        member = sheet.coverage.member_id
        parts.insert(0, tr("member {member}", member=member) if member else tr("member id missing"))
    return " · ".join(parts)


def place_words(code: str) -> str:
    """A CMS place of service code with our words for it; the code alone when it is a rare one."""
    words = {
        "02": tr("telehealth, away from home"),
        "10": tr("telehealth, at home"),
        "11": tr("office"),
        "12": tr("home"),
        "19": tr("hospital outpatient, off campus"),
        "20": tr("urgent care"),
        "21": tr("inpatient hospital"),
        "22": tr("hospital outpatient"),
        "23": tr("emergency room"),
        "24": tr("surgery centre"),
        "31": tr("skilled nursing"),
        "32": tr("nursing home"),
        "81": tr("laboratory"),
    }.get(code)
    if not code:
        return tr("no place of service")
    return tr("place {code} {words}", code=code, words=words) if words else tr("place {code}", code=code)
