"""Files that an invented payer sends back: TA1, 999 and 277CA about a claim file of ours."""

from pathlib import Path

from tests.helpers.segments import named

_ISA = "ISA*00*          *00*          *ZZ*PAYER1         *ZZ*ALDER01        *261123*0900*^*00501*000000901*0*P*:~"


def enclosed(kind: str, version: str, body: str) -> str:
    count = body.count("~") + 2
    return (
        f"{_ISA}GS*{kind}*PAYER1*ALDER01*20261123*0900*901*X*{version}~{body.split('~', 1)[0]}~"
        f"{body.split('~', 1)[1]}SE*{count - 1}*0001~GE*1*901~IEA*1*000000901~"
    )


def ta1(sent: Path, *, letter: str = "A", note: str = "000", control: str = "") -> str:
    control = control or named(sent.read_text("ascii"), "ISA")[0][13]
    return f"{_ISA}TA1*{control}*261122*1030*{letter}*{note}~IEA*0*000000901~"


def acknowledgement(sent: Path, *, letter: str = "A", errors: str = "", control: str = "") -> str:
    """A 999; `errors` are whole IK3, CTX and IK4 segments. With a `control`, that group and set instead of those sent."""
    text = "" if control else sent.read_text("ascii")
    group, set_control = (control, control) if control else (named(text, "GS")[0][6], named(text, "ST")[0][2])
    accepted = 0 if letter == "R" else 1
    body = (
        f"ST*999*0001*005010X231A1~AK1*HC*{group}*005010X222A1~AK2*837*{set_control}*005010X222A1~{errors}"
        f"IK5*{letter}~AK9*{letter}*1*1*{accepted}~"
    )
    return enclosed("FA", "005010X231A1", body)


def claim_status(
    sent: Path | None, claims: dict[str, str], *, batch: str = "", number: str = "", words: str = "", action: str = ""
) -> str:
    """A 277CA: for each patient control number a status like "A2:20" or "A7:562:85"."""
    reference = batch or (named(sent.read_text("ascii"), "BHT")[0][3] if sent else "")
    body = (
        "ST*277*0001*005010X214~BHT*0085*08*PAYER-1*20261123*0900*TH~HL*1**20*1~NM1*PR*2*CASCADE MUTUAL*****PI*CMH77~"
        "TRN*1*SOURCE-1~HL*2*1*21*1~NM1*41*2*ALDER CREEK*****46*ALDER01~"
        f"TRN*2*{reference}~STC*A1:19*20261123*WQ*100~HL*3*2*19*1~NM1*85*2*ALDER CREEK*****XX*1234567893~"
    )
    for place, (control, status) in enumerate(claims.items(), start=4):
        code = action or ("U" if status[:2] in ("A3", "A6", "A7", "A8") else "WQ")
        said = f"********{words}" if words else ""
        body += f"HL*{place}*3*PT~NM1*QC*1*DOE*ANA~TRN*2*{control}~STC*{status}*20261123*{code}*100{said}~"
        body += f"REF*1K*{number}~" if number else ""
    return enclosed("HN", "005010X214", body)


def put(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "ascii")
    return path
