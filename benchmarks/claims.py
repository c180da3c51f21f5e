"""Claim files of 1,000 and 10,000 claims, in and out of an encrypted vault, beside pyx12's own reading of the same file.

Each measurement is a process of its own, so that its peak memory is its own. The file holds invented professional claims of two
lines each, 100 under a subscriber. pyx12 reads it as its users do, through its document check with maps loaded for the file.
"""

import argparse
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from benchmarks._report import print_table, write_json

SIZES = (1_000, 10_000)
PASSPHRASE = "a benchmark at noon"
NOW = datetime(2026, 3, 9, 14, 30, tzinfo=UTC)
OF_A_LEVEL = 100


def written(claims: int, path: Path) -> None:
    """An 837P file of that many claims."""
    from coderdesk.domain.billing.submitted.claim_file import PlacedClaim
    from coderdesk.edi.claim_reader import ClaimReader
    from coderdesk.edi.claim_writer import written_claims

    (pattern,) = ClaimReader().claims(io.StringIO(PATTERN))

    def many() -> Iterator[PlacedClaim]:
        for number in range(claims):
            claim = replace(pattern.claim, control=f"V{number:08d}", charge=Decimal("145.50"))
            place = replace(pattern.place, subscriber=2 + number // OF_A_LEVEL)
            yield replace(pattern, claim=claim, place=place)

    with path.open("w", encoding="ascii", newline="") as stream:
        stream.writelines(written_claims(many()))


def read_only(file: Path, _: Path) -> int:
    """File -> claims, none of them kept."""
    from coderdesk.edi.claim_reader import ClaimReader
    from coderdesk.edi.x12_text_file import opened_text

    with opened_text(file) as source:
        return sum(1 for _ in ClaimReader().claims(source))


def imported(file: Path, vault_file: Path) -> int:
    """File -> claims -> vault."""
    from coderdesk.services.claim_files import import_claims
    from coderdesk.shared.clock import FixedClock
    from coderdesk.storage.keys import TRIAL_COST
    from coderdesk.storage.vault import create_vault

    clock = FixedClock(NOW)
    made = create_vault(vault_file, passphrase=PASSPHRASE, clock=clock, state_folder=vault_file.parent, cost=TRIAL_COST)
    try:
        return import_claims(vault=made.vault, clock=clock, actor="benchmark", path=file).claims
    finally:
        made.vault.close()


def exported(file: Path, vault_file: Path) -> int:
    """Vault -> claims -> file."""
    from coderdesk.services.claim_files import export_held_claims
    from coderdesk.shared.clock import FixedClock
    from coderdesk.storage.vault import open_vault

    clock = FixedClock(NOW)
    vault = open_vault(vault_file, secret=PASSPHRASE, clock=clock, state_folder=vault_file.parent)
    try:
        out = file.with_suffix(".out")
        return export_held_claims(vault=vault, clock=clock, actor="benchmark", path=out)
    finally:
        vault.close()


def checked_by_pyx12(file: Path, _: Path) -> int:
    """pyx12's own document check, as it comes."""
    from pyx12.params import ParamsBase
    from pyx12.x12n_document import x12n_document

    settings = ParamsBase()
    settings.set("exclude_external_codes", "remark_code")
    if not x12n_document(settings, str(file), None, None):
        raise RuntimeError("pyx12 refuses the file")
    return file.read_text("ascii").count("CLM*")


def read_by_pyx12(file: Path, _: Path) -> int:
    """pyx12's reader alone: segments and envelope counts, no map and no values."""
    from pyx12.x12file import X12Reader

    with file.open("r", encoding="ascii") as stream:
        return sum(1 for segment in X12Reader(stream) if segment.get_seg_id() == "CLM")


WORK: dict[str, Callable[[Path, Path], int]] = {
    "read into claims": read_only,
    "import into a vault": imported,
    "export from the vault": exported,
    "pyx12: tokens alone": read_by_pyx12,
    "pyx12: document check": checked_by_pyx12,
}


def measured(what: str, file: Path, vault: Path) -> dict[str, float]:
    """Seconds and peak MiB of a fresh process that does this one thing."""
    command = [sys.executable, "-m", "benchmarks.claims", "--do", what, "--file", str(file), "--vault", str(vault)]
    finished = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(finished.stdout.splitlines()[-1])
    return figures


def do(what: str, file: Path, vault: Path) -> None:
    began = time.perf_counter()
    claims = WORK[what](file, vault)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"claims": claims, "seconds": seconds, "peak": peak}))


def main() -> None:
    rows, figures = [], []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            file, vault = Path(folder) / f"{size}.edi", Path(folder) / f"{size}.vault"
            written(size, file)
            for what in WORK:
                found = measured(what, file, vault)
                if found["claims"] != size:
                    raise RuntimeError(f"{what}: {found['claims']} claims instead of {size}")
                rate = size / found["seconds"]
                rows.append([what, f"{size:,}", f"{found['seconds']:.2f}", f"{rate:,.0f}", f"{found['peak']:.0f}"])
                figures.append({"what": what, "claims": size, **found})
    heads = ["work", "claims", "seconds", "claims/s", "peak MiB"]
    print_table("Claim files, each line a process of its own", heads, rows)
    write_json("claims", {"heads": heads, "rows": rows, "figures": figures})


PATTERN = f"""\
ISA*00*          *00*          *ZZ*ALDER01        *ZZ*CMH77          *260309*1430*^*00501*000000017*0*T*:~
GS*HC*ALDER01*CMH77*20260309*1430*6*X*005010X222A1~
ST*837*0041*005010X222A1~
BHT*0019*00*1*20260309*143000*CH~
NM1*41*2*ALDER CREEK*****46*ALDER01~
PER*IC*ROWAN*TE*5555550100~
NM1*40*2*CEDAR MUTUAL*****46*CMH77~
HL*1**20*1~
PRV*BI*PXC*207Q00000X~
NM1*85*2*ALDER CREEK FAMILY MEDICINE*****XX*1992799993~
N3*12 MILL LANE~
N4*BIRCHTON*OR*974010001~
REF*EI*930000001~
HL*2*1*22*0~
SBR*P*18*G-88******CI~
NM1*IL*1*RIVERA*ANA****MI*CMH004417~
N3*7 FIR ROAD~
N4*BIRCHTON*OR*97401~
DMG*D8*19810714*F~
NM1*PR*2*CEDAR MUTUAL*****PI*CMH77~
CLM*V1*145.5***11:B:1*Y*A*Y*Y~
HI*ABK:N390*ABF:E119~
NM1*82*1*OKAFOR*JUNE****XX*1881018208~
PRV*PE*PXC*207Q00000X~
LX*1~
SV1*HC:99213:25*125*UN*1***1:2~
DTP*472*D8*{date(2026, 3, 2):%Y%m%d}~
REF*6R*1~
LX*2~
SV1*HC:81002*20.5*UN*2***1~
DTP*472*D8*{date(2026, 3, 2):%Y%m%d}~
REF*6R*2~
SE*31*0041~
GE*1*6~
IEA*1*000000017~
"""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--do", choices=WORK)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--vault", type=Path)
    options = parser.parse_args()
    if options.do:
        do(options.do, options.file, options.vault)
    else:
        main()
