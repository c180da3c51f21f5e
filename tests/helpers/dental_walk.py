"""What the dental guide lets a claim have, one line each, because pyx12 has no map of it; and a claim file for each of them.

A line is a loop, whether the segment must be there, and the segment; loops and segments stand in the guide's order.
"""

from collections.abc import Iterator

from tests.helpers.guide_walk import Case

_ENVELOPE = """
ISA*00*          *00*          *ZZ*ALDERCREEK     *ZZ*PAYER01        *260302*0915*^*00501*000000101*1*T*:
GS*HC*ALDERCREEK*PAYER01*20260302*0915*7*X*005010X224A2
ST*837*0001*005010X224A2
""".split("\n")[1:-1]
_GUIDE = """
1000A R BHT*0019*00*TAKEN-1*20260302*0915*CH
1000A R NM1*41*2*ALDER CREEK DENTAL*****46*AC0001
1000A R PER*IC*ROWAN PIKE*TE*5555550101*EX*12*EM*DESK@ALDER.EXAMPLE
1000A S PER*IC**FX*5555550102
1000B R NM1*40*2*CEDAR MUTUAL*****46*CMH77
2000A R HL
2000A S PRV*BI*PXC*1223G0001X
2000A S CUR*85*CAD*.75
2010AA R NM1*85*1*PIKE*ROWAN*Q**III*XX*1992799993
2010AA R N3*12 MILL LANE*SUITE 4
2010AA R N4*BIRCHTON*OR*974010001
2010AA R REF*EI*930000001
2010AA S REF*0B*OR55512
2010AA S REF*1G*A12345
2010AA S REF*G5*SITE4
2010AA S REF*LU*77
2010AA S PER*IC*DESK*TE*5555550103*EX*1*FX*5555550104
2010AB S NM1*87*2
2010AB R N3*PO BOX 12
2010AB R N4*BIRCHTON*OR*974010002
2010AC S NM1*PE*2*CEDAR PLAN*****PI*CPP1
2010AC R N3*9 ELM STREET
2010AC R N4*SALEM*OR*973010000
2010AC S REF*2U*98123
2010AC S REF*NF*12345
2010AC R REF*EI*930000002
2000B R HL
2000B R SBR*P*18*GRP7*CEDAR GOLD*****CI
2010BA R NM1*IL*1*RIVERA*ANA*MARIA**JR*MI*CMH004417
2010BA S N3*7 FIR ROAD*APT 2
2010BA S N4*BIRCHTON*OR*97401
2010BA S DMG*D8*19800101*F
2010BA S REF*SY*123456789
2010BA S REF*Y4*PC-77
2010BB R NM1*PR*2*CEDAR MUTUAL*****PI*CMH77
2010BB S N3*1 PLAN WAY
2010BB S N4*SALEM*OR*97301
2010BB S REF*2U*1
2010BB S REF*EI*930000009
2010BB S REF*FY*1
2010BB S REF*NF*12345
2010BB S REF*G2*PROV1
2010BB S REF*LU*LOC1
2000C S HL
2000C R PAT*19
2010CA R NM1*QC*1*RIVERA*LEO*M**JR
2010CA R N3*7 FIR ROAD
2010CA R N4*BIRCHTON*OR*97401
2010CA R DMG*D8*20150101*M
2010CA S REF*Y4*PC-77
2010CA S REF*SY*123456788
2300 R CLM*A-1001*250***11:B:1*Y*A*Y*Y
2300 = CLM*A-1001*250***11:B:7*Y*A*Y*Y**AA:OA:EM:OR:CA*03*******PB*7
2300 = CLM*A-1001*250***11:B:1*Y*A*Y*I*P*AP:OA*01
2300 S DTP*439*D8*20260102
2300 S DTP*452*D8*20260103
2300 S DTP*472*RD8*20260104-20260105
2300 S DTP*050*D8*20260106
2300 S DN1*36*27*Y*TRANSFER
2300 S DN1***Y
2300 S DN2*3*E****JP
2300 S DN2*14*M****JP
2300 S PWK*RB*FX***AC*CN-1
2300 S PWK*DA*AA
2300 S CN1*02*550*10*CODE*2*V1
2300 S AMT*F5*50
2300 S REF*G3*PRE-1
2300 S REF*4N*1
2300 S REF*F8*PCN-1
2300 S REF*9F*REF-1
2300 S REF*G1*AUTH-1
2300 S REF*9A*RP-1
2300 S REF*9C*ARP-1
2300 S REF*D9*CH-1
2300 S K3*STATE DATA
2300 S NTE*ADD*A NOTE OF THE CLAIM
2300 S NTE*ADD*ANOTHER
2300 S HI*ABK:K0252*ABF:K0262*ABF:K029
2300 S HI*BK:52102
2300 S HI*TQ:D01
2300 S HCP*03*100*10*ORG1*5*CODE***AD*D2150*UN*1*T1*1*1
2310A S NM1*DN*1*HALE*IDA*Q**JR*XX*1234567893
2310A S PRV*RF*PXC*1223G0001X
2310A S REF*0B*1
2310A S REF*G2*2
2310A S NM1*P3*1*HALE*ODA
2310B S NM1*82*1*PIKE*RUTH****XX*1234567893
2310B S PRV*PE*PXC*1223P0221X
2310B S REF*0B*1
2310B S REF*LU*2
2310C S NM1*77*2*ALDER ANNEX*****XX*1992799993
2310C R N3*14 MILL LANE
2310C R N4*BIRCHTON*OR*974010001
2310C S REF*0B*1
2310D S NM1*DD*1*ASH*NED****XX*1234567893
2310D S PRV*AS*PXC*1223S0112X
2310D S REF*G2*1
2310E S NM1*DQ*1*OAK*SAM****XX*1234567893
2310E S REF*G2*1
2320 S SBR*S*01*GRP8*OTHER PLAN*****CI
2320 S CAS*PR*1*50**2*12.5*1
2320 S CAS*CO*45*20
2320 S AMT*D*100
2320 S AMT*EAF*62.5
2320 S AMT*A8*5
2320 R OI***Y***Y
2320 S MOA*.8*100*N1*N2*N3*N4*N5*10*20
2330A R NM1*IL*1*RIVERA*JO*M**SR*MI*OTH1
2330A S N3*7 FIR ROAD
2330A S N4*BIRCHTON*OR*97401
2330A S REF*SY*123456787
2330B R NM1*PR*2*OTHER PAYER*****PI*OP1
2330B S N3*2 PLAN WAY
2330B S N4*SALEM*OR*97301
2330B S DTP*573*D8*20260110
2330B S REF*2U*1
2330B S REF*G1*AUTH
2330B S REF*9F*REFERRAL
2330B S REF*T4*Y
2330B S REF*F8*OPCN
2330B S REF*G3*OPRE
2330C S NM1*DN*1
2330C R REF*0B*1
2330D S NM1*82*1
2330D R REF*G2*1
2330E S NM1*DQ*1
2330E R REF*LU*1
2330F S NM1*85*2
2330F R REF*G2*1
2330G S NM1*77*2
2330G R REF*LU*1
2330H S NM1*DD*1
2330H R REF*LU*1
2400 R LX*1
2400 R SV3*AD:D2150*100
2400 = SV3*AD:D2150:22:52:76:77:RESTORED*100*11*10:20:30:40:02*I*2*****1:2:3:4
2400 S TOO*JP*12*L:O:B:M:D
2400 S TOO*JP*13*O
2400 S DTP*472*D8*20260104
2400 S DTP*441*D8*20200101
2400 S DTP*452*D8*20250101
2400 S DTP*446*D8*20250102
2400 S DTP*196*D8*20250103
2400 S DTP*198*D8*20250104
2400 S CN1*02*550*10*CODE*2*V1
2400 S REF*G3*PRE-1**2U:OP1
2400 S REF*G1*AUTH**2U:OP1
2400 S REF*9B*RP
2400 S REF*9D*ARP
2400 S REF*9F*RF**2U:OP1
2400 S REF*6R*LINE1
2400 S AMT*T*4
2400 S K3*STATE
2400 S HCP*03*100*10*ORG1*5*CODE***AD*D2150*UN*1*T1*1*1
2420A S NM1*82*1*PIKE*RUTH****XX*1234567893
2420A S PRV*PE*PXC*1223P0221X
2420A S REF*G2*1**2U:OP1
2420B S NM1*DD*1*ASH*NED****XX*1234567893
2420B S PRV*AS*PXC*1223S0112X
2420B S REF*G2*1
2420C S NM1*DQ*1*OAK*SAM****XX*1234567893
2420C S REF*G2*1
2420D S NM1*77*2*ALDER ANNEX*****XX*1992799993
2420D R N3*14 MILL LANE
2420D R N4*BIRCHTON*OR*974010001
2420D S REF*G2*1
2430 S SVD*OP1*80*AD:D2150:22:52:76:77:RESTORED**1*1
2430 S CAS*CO*45*20
2430 S CAS*PR*1*5*1*2*5*1*3*5
2430 R DTP*573*D8*20260110
2430 S AMT*EAF*10
"""
_ALWAYS = frozenset("1000A 1000B 2000A 2010AA 2000B 2010BA 2010BB 2300 2400".split())
_WITHIN = {"2330": "2320", "2010CA": "2000C"}


def _lines() -> list[tuple[str, str, str]]:
    rows = (line.split(" ", 2) for line in _GUIDE.strip().split("\n"))
    return [(loop, usage, segment) for loop, usage, segment in rows]


def dental_cases() -> Iterator[Case]:
    """The smallest file, one with every loop and segment at once, and one for each line of the table."""
    lines = _lines()
    yield Case("least", _file(lines, {}))
    everything = {place: 1 for place, row in enumerate(lines) if row[1] == "S" and _may_stand_with_all(row)}
    yield Case("everything", _file(lines, everything))
    for place, (loop, usage, segment) in enumerate(lines):
        if usage != "R":
            yield Case(f"{loop} {segment}", _file(lines, {place: 1}))


def _may_stand_with_all(row: tuple[str, str, str]) -> bool:
    return row[2] not in ("DN1***Y", "NM1*P3*1*HALE*ODA")


def _file(lines: list[tuple[str, str, str]], wanted: dict[int, int]) -> str:
    loops = set(_ALWAYS)
    for place in wanted:
        loop = lines[place][0]
        loops |= {loop, *(outer for inner, outer in _WITHIN.items() if loop.startswith(inner))}
    if "2320" in loops:
        loops |= {"2330A", "2330B"}
    if "2000C" in loops:
        loops.add("2010CA")
    begun: set[str] = set()
    segments: list[str] = []
    for place, (loop, usage, segment) in enumerate(lines):
        opens = loop in loops and loop not in begun
        begun.add(loop) if loop in loops else None
        if usage == "=":
            if place in wanted:
                segments[max(at for at, row in enumerate(segments) if row[:3] == segment[:3])] = segment
        elif loop in loops and (usage == "R" or place in wanted or (opens and loop not in _ALWAYS)):
            segments.append(segment)
    return _enclosed(_levelled(segments, has_patient="2000C" in loops))


def _levelled(segments: list[str], *, has_patient: bool) -> list[str]:
    levels = iter(("HL*1**20*1", f"HL*2*1*22*{int(has_patient)}", "HL*3*2*23*0"))
    return [next(levels) if segment == "HL" else segment for segment in segments]


def _enclosed(body: list[str]) -> str:
    ends = [f"SE*{len(body) + 2}*0001", "GE*1*7", "IEA*1*000000101"]
    return "".join(f"{segment}~\n" for segment in [*_ENVELOPE, *body, *ends])
