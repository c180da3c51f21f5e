"""The labels under which notes and forms state patient, visit, author, date and signature; each pattern gives a `value`."""

import re

_FLAGS = re.IGNORECASE | re.MULTILINE
# A value ends where the line ends, at a wide gap, or where the next label begins.
_NEXT_LABEL = r"[,;]?[ ]+(?:DOB|MRN|Sex|Gender|Age|Date|Birth|Medical|Acc)[^\n:]{0,20}:|,[ ]+born\b"
_VALUE = rf"[ \t]*[:#][ \t]*(?P<value>[^\n\t|]{{1,80}}?)(?=[ ]{{2,}}|\t|\n|\||$|{_NEXT_LABEL})"
_START = r"(?:^|[ ]{2,}|\t|\||;[ ]?|,[ ]|(?<=\s))"


def _labelled(*names: str) -> re.Pattern[str]:
    return re.compile(rf"{_START}(?P<label>{'|'.join(names)}){_VALUE}", _FLAGS)


NAME = _labelled("patient(?:'s)?(?: name)?", "pt(?: name)?", "name(?: of patient)?")
BORN = _labelled(r"d\.?o\.?b\.?", "date of birth", "birth ?date", "born")
BORN_PLAIN = re.compile(r"\b(?:DOB|date of birth|born)[ ]+(?:on[ ]+)?(?P<value>[^\n]{6,24})", re.IGNORECASE)
NUMBER = _labelled(
    "mrn",
    r"medical record(?: number| no\.?| #)?",
    r"patient (?:id|number|no\.?)",
    r"chart(?: number| no\.?)?",
    "record number",
)
VISIT = _labelled(r"(?:visit|encounter|account|acct|csn|fin)(?: (?:id|number|no\.?))?(?: #)?")
SEX = _labelled("sex", "gender")
SERVED = _labelled(
    "date of (?:service|visit|encounter|exam|examination|procedure|operation|surgery|consultation|discharge|study)",
    "dos",
    "(?:visit|encounter|service|exam|collection|study|discharge|procedure) date",
    "(?:date )?collected(?: on)?",
    "seen on",
)
DATED = _labelled("date(?: of (?:report|dictation|note))?", "dictated(?: on)?", "(?:date )?reported", "written on")
# Who orders a test has not written its result, so "ordering physician" is not among them.
PROVIDER = _labelled(
    "(?<!ordering )(?<!referring )(?<!requesting )(?<! care )(?:physician|provider|clinician)",
    "surgeon",
    "dictated by",
    "interpreted by",
    "radiologist",
    "pathologist",
    "therapist",
    "consultant",
)
AUTHOR = _labelled("author", "seen by", "performed by", "reported by", "written by", "recorded by")
NURSE = _labelled("(?:triage |charge )?nurse", "medical assistant")
SIGNED = re.compile(
    r"(?:(?:electronically|digitally) (?:signed|authenticated)(?: and approved)?(?: by)?|^\s*signed(?: by)?|^\s*/s/"
    r"|authenticated by)[ \t]*:?[ \t]*(?P<value>[^\n|]{0,80})",
    _FLAGS,
)
UNSIGNED = re.compile(
    r"\b(?:unsigned|not (?:yet )?signed|dictated,? but not read|pending signature|preliminary (?:report|result)"
    r"|draft (?:copy|note|only))\b|^\s*draft\s*$",
    _FLAGS,
)
# "Nursing note written by Nick Nurse": a name without a label, under a heading or a caption
BY_LINE = re.compile(
    r"\b(?:note|report|summary|letter)[ ]+(?:was[ ]+)?(?:written|dictated|authored|completed)[ ]+by[ ]+"
    r"(?P<value>(?-i:[A-Z][\w.'\-]+(?:[ ][A-Z][\w.'\-]+){1,3}(?:,[ ][A-Z][A-Za-z.\-]{1,6})?))",
    re.IGNORECASE,
)
AFTER_NAME = re.compile(r"(?:,?\s+(?:on|at|date)\b|\s+-\s+|\s+\d|\s*\().*$", re.IGNORECASE)
IN_A_SENTENCE = re.compile(
    r"^[ \t]*(?:(?:Mr|Mrs|Ms|Miss|Dr)\.[ ]+)?(?P<value>[A-Z][a-z'\-]+(?: [A-Z]\.)?(?: [A-Z][a-z'\-]+){1,2}),?"
    r" (?:is an? (?:[a-z]+[ -]){0,3})?(?:(?:age )?\d{1,3}|[a-z]+)[- ](?:year|month|week|day)s?[- ]old(?:[ ]+[a-z-]+){0,2}?"
    r"[ ]+(?P<sex>male|female|man|woman|boy|girl|gentleman|lady)?",
    re.MULTILINE,
)
NAME_HEAD = re.compile(r"\bpatient (?:last )?name\b", re.IGNORECASE)
BORN_HEAD = re.compile(r"\bdate of birth\b|\bdob\b", re.IGNORECASE)
COLLECTED_HEAD = re.compile(
    r"\b(?:date and time collected|date collected|collection date|date of (?:service|visit))\b", re.IGNORECASE
)
REFERENCE_HEAD = re.compile(r"\breference (?:interval|range)\b", re.IGNORECASE)
CELL_BREAK = re.compile(r"[ ]{3,}|\t+|[ ]*\|[ ]*")
PARTICLES = frozenset("de la del der den van von da di dos das el al bin ibn y e o'".split())
NO_NAMES = frozenset("address phone sex id number date time name age middle first last account".split())
