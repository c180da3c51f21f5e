"""A code book of a few lines, for cases that name each code they need."""

from datetime import date

from coderdesk.domain.coding.code import Code, CodeSystem, undotted
from coderdesk.domain.values.dates import Period


def a_code(
    value: str,
    title: str = "",
    *,
    system: CodeSystem = CodeSystem.ICD10CM,
    start: date | None = None,
    end: date | None = None,
    is_billable: bool = True,
) -> Code:
    return Code(
        system=system,
        value=value,
        title=title or value,
        in_force=Period(start, end),
        is_billable=is_billable,
        release="test",
    )


class TinyBook:
    """Holds one period of each code that it is given."""

    def __init__(self, *codes: Code) -> None:
        self._codes = {(code.system, undotted(code.value)): code for code in codes}

    def code_on(self, system: CodeSystem, value: str, date_of_service: date) -> Code | None:
        code = self.find(system, value)
        return code if code is not None and code.in_force.covers(date_of_service) else None

    def find(self, system: CodeSystem, value: str) -> Code | None:
        return self._codes.get((system, undotted(value)))


BOOK = TinyBook(
    a_code("I10", "Essential (primary) hypertension"),
    a_code("N39", "Other disorders of urinary system", is_billable=False),
    a_code("N39.0", "Urinary tract infection, site not specified"),
    a_code("E11.9", "Type 2 diabetes mellitus without complications"),
    a_code("M54.5", "Low back pain", end=date(2021, 9, 30)),
    a_code("U09.9", "Post COVID-19 condition, unspecified", start=date(2021, 10, 1)),
    a_code("S93.491", "Sprain of other ligament of right ankle", is_billable=False),
    a_code("S93.491A", "Sprain of other ligament of right ankle, initial encounter"),
    a_code("99213", "Office visit, established patient", system=CodeSystem.CPT),
    a_code("81002", "Urine dipstick", system=CodeSystem.CPT),
)
