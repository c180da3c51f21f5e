"""Small files in every official layout. The rows are invented wherever a publisher's text is licensed."""

from collections.abc import Sequence
from dataclasses import dataclass

from coderdesk.domain.coding.code_release import FileKind
from tests.helpers.workbooks import Cell, workbook, zipped

END = "\r\n"


@dataclass(frozen=True, slots=True)
class Sample:
    """`rows` is how many rows the reader gives; `name` is how the publisher names such a file."""

    kind: FileKind
    name: str
    content: bytes
    rows: int


def lines(*texts: str) -> bytes:
    return "".join(text + END for text in texts).encode("cp1252")


def order_line(number: int, code: str, flag: str, short: str, long: str) -> str:
    return f"{number:05d} {code:<7} {flag} {short:<60} {long}"


CM_ORDER = lines(
    order_line(1, "A00", "0", "Cholera", "Cholera"),
    order_line(
        2, "A000", "1", "Cholera due to Vibrio cholerae 01, biovar cholerae", "Cholera due to Vibrio cholerae 01"
    ),
    order_line(3, "C4A", "0", "Merkel cell carcinoma", "Merkel cell carcinoma"),
    order_line(4, "C4A0", "1", "Merkel cell carcinoma of lip", "Merkel cell carcinoma of lip"),
    order_line(5, "QA0", "0", "Invented category of two letters", "Invented category of two letters"),
    order_line(6, "QA0X1XA", "1", "Invented code, seven places", "Invented code, seven places, initial encounter"),
)
PCS_ORDER = lines(
    order_line(1, "001", "0", "Central Nervous System, Bypass", "Central Nervous System and Cranial Nerves, Bypass"),
    order_line(2, "0016070", "1", "Bypass Cereb Vent to Nasophar", "Bypass Cerebral Ventricle to Nasopharynx"),
    order_line(3, "B00", "0", "Imaging, Central Nervous System", "Imaging, Central Nervous System, Plain Radiography"),
    order_line(
        4, "B00B0ZZ", "1", "Plain Radiography of Spinal Cord", "Plain Radiography of Spinal Cord using Contrast"
    ),
)
CM_CODES = lines("A000    Cholera due to Vibrio cholerae 01", "QA0X1XA Invented code, initial encounter")
PCS_CODES = lines("0016070 Bypass Cerebral Ventricle", "B00B0ZZ Plain Radiography of Spinal Cord")

TABULAR = b"""<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular><version>2026</version><introduction/>
<chapter><name>1</name><desc>Some diseases (A00-B99)</desc><sectionIndex/>
<section id="A00-A09"><desc>Intestinal diseases (A00-A09)</desc>
<diag><name>A00</name><desc>Cholera</desc><diag><name>A00.0</name><desc>Cholera of one kind</desc></diag></diag>
<diag><name>S85</name><desc>Injury of a vessel</desc>
<sevenChrDef><extension char="A">initial encounter</extension><extension char="D">later</extension></sevenChrDef>
<diag><name>S85.0</name><desc>Injury of an artery</desc></diag></diag>
</section></chapter></ICD10CM.tabular>
"""
INDEX = b"""<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index><version>2026</version><title>ICD-10-CM INDEX TO DISEASES and INJURIES</title>
<letter><title>A</title>
<mainTerm><title>Abasia<nemod>(-astasia) (hysterical)</nemod> of gait</title><code>F44.4</code>
<term level="1"><title>after fall</title><code>T14.9-</code><term level="2"><title>old</title><see>Sequelae</see></term></term>
</mainTerm>
<mainTerm><title>Abnormal</title><seeAlso>Anomaly</seeAlso></mainTerm></letter></ICD10CM.index>
"""
EXTERNAL = INDEX.replace(b"INDEX TO DISEASES and INJURIES", b"EXTERNAL CAUSE INDEX")
DRUGS = b"""<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index><version>2026</version><title>ICD-10-CM TABLE of DRUGS and CHEMICALS</title>
<indexHeading><head col="1">Substance</head><head col="2">Accidental</head><head col="6">Adverse effect</head></indexHeading>
<letter><title>A</title><mainTerm><title>Inventamycin</title><cell col="2">T36.0X1</cell><cell col="6">--</cell>
<term level="1"><title>topical</title><cell col="2">T49.0X1</cell><cell col="6">T49.0X5</cell></term></mainTerm></letter>
</ICD10CM.index>
"""
NEOPLASMS = DRUGS.replace(b"TABLE of DRUGS and CHEMICALS", b"NEOPLASM TABLE").replace(b"T36.0X1", b"C44.0")
PCS_TABLES = b"""<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.tabular><version>2026</version><title>ICD-10-PCS Tables</title>
<pcsTable><axis pos="1" values="1"><title>Section</title><label code="0">Medical and Surgical</label></axis>
<axis pos="2" values="1"><title>Body System</title><label code="0">Central Nervous System</label></axis>
<axis pos="3" values="1"><title>Operation</title><label code="1">Bypass</label><definition>Altering the route</definition></axis>
<pcsRow codes="4"><axis pos="4" values="1"><title>Body Part</title><label code="6">Ventricle</label></axis>
<axis pos="5" values="2"><title>Approach</title><label code="0">Open</label><label code="3">Percutaneous</label></axis>
<axis pos="6" values="1"><title>Device</title><label code="7">Tissue</label></axis>
<axis pos="7" values="2"><title>Qualifier</title><label code="0">Nasopharynx</label><label code="1">Mastoid</label></axis>
</pcsRow></pcsTable></ICD10PCS.tabular>
"""
PCS_INDEX = b"""<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.index><version>2026</version><title>ICD-10-PCS Index</title>
<letter><title>A</title><mainTerm><title>Abdominohysterectomy</title>
<term level="1"><title>complete</title><see>Resection <codes>0UT</codes></see></term></mainTerm>
<mainTerm><title>Artery</title><use>Vessel</use><code>04100Z6</code></mainTerm></letter></ICD10PCS.index>
"""
PCS_DEFINITIONS = b"""<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.definitions><version>2026</version><title>ICD-10-PCS Definitions</title>
<section code="0"><title>Medical and Surgical</title><axis pos="3"><title>Operation</title>
<terms><title>Bypass</title><definition>Altering the route</definition><explanation>With a new way</explanation>
<includes>Shunt</includes></terms></axis></section></ICD10PCS.definitions>
"""


def hcpcs_record(
    code: str, sequence: int, kind: str, long: str, short: str = "", dates: str = "", action: str = "N"
) -> str:
    """320 places; `dates` are added, action and termination, eight digits each."""
    record = f"{code:>5}{sequence:05d}{kind}{long:<80}"
    if kind in "37":
        record += f"{short:<28}" + "00" + " " * 108 + "C" + " " * 38 + f"{dates:<24}" + action
    return record.ljust(320)


HCPCS_TEXT = lines(
    hcpcs_record("AA", 100, "7", "Anesthesia by the anesthesiologist", "Anes by anesthesiologist", "1994010120020101"),
    hcpcs_record(
        "A0021", 100, "3", "Ambulance service, outside the state, per", "Outside state ambulance", "1982010120260401"
    ),
    hcpcs_record("A0021", 200, "4", "mile, for Medicaid only"),
    hcpcs_record("A4206", 100, "3", "Syringe with needle", "1 CC syringe", "199401012026010120260331", "D"),
    hcpcs_record("D0120", 100, "3", "Words that are not ours", "Dental", "1994010120260101"),
    hcpcs_record("99213", 100, "3", "Words that are not ours", "Visit", "1994010120260101"),
    "END OF FILE",
)
HCPCS_HEADINGS: Sequence[Cell] = (
    "HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,PRICE1,MULT_PI,XREF1,STATUTE,COV,ASC_GRP,OPPS,PROCNOTE,BETOS,"
    "TOS1,ANEST_BU,ADD DT,ACT EFF DT,TERM DT,ACTION CD"
).split(",")


def hcpcs_row(code: str, sequence: int, kind: int, long: str, short: str, *dates: int | None) -> list[Cell]:
    row: list[Cell] = [code, sequence, kind, long, short, 0, "9", None, None, "C"]
    return [*row, None, None, None, "O1A", "D", None, *dates, "N"]


HCPCS_XLSX = workbook(
    [
        ["A notice that nobody promises anything"],
        [],
        HCPCS_HEADINGS,
        hcpcs_row(
            "A0021", 100, 3, "Ambulance service, outside the state, per", "Outside state", 19820101, 20260401, None
        ),
        hcpcs_row("A0021", 200, 4, "mile, for Medicaid only", "", None, None, None),
        hcpcs_row("A4206", 100, 3, "Syringe with needle", "1 CC syringe", 19940101, 20260101, 20260331),
        hcpcs_row("D0120", 100, 3, "Words that are not ours", "Dental", 19940101, 20260101, None),
    ]
)
PREAMBLE = ("CPT copyright 2026 American Medical Association.", "All rights reserved. (An invented notice.)", "")
CPT_SHORT = lines(*PREAMBLE, "00100 INVENTED ANESTH WORDS", "0001U INVENTED LAB WORDS", "99213 INVENTED VISIT")
CPT_MEDIUM = lines(
    *PREAMBLE, "00100 INVENTED ANESTHESIA WORDS OF MIDDLE LENGTH", "99213 INVENTED VISIT OF MIDDLE LENGTH, X"
)
CPT_LONG = lines(
    *PREAMBLE, "00100\tInvented anesthesia words, as long as one likes", "99213\tInvented visit of some length"
)
CPT_CONSUMER = lines("Concept Id\tCPT Code\tConsumer Friendly Descriptor", "1000001\t00100\tInvented sleep for surgery")
CPT_CLINICIAN = lines(
    "Concept Id\tCPT Code\tClinician Descriptor Id\tClinician Descriptor", "1000001\t00100\t10\tInvented anesthesia"
)
CPT_CONSOLIDATED = workbook(
    [
        ["Concept Id", "CPT Code", "Long", "Medium", "Short", "Consumer", "Current Descriptor Effective Date"],
        [1000001, 100, "Invented anesthesia, long", "INVENTED MEDIUM", "INVENTED SHORT", "Sleep", 20260101],
        [1000002, "0001U", "Invented test, long", "INVENTED MEDIUM 2", "INVENTED SHORT 2", "Test", 20260401],
    ]
)
NDC_PRODUCT = lines(
    "PRODUCTID\tPRODUCTNDC\tPRODUCTTYPENAME\tPROPRIETARYNAME\tPROPRIETARYNAMESUFFIX\tNONPROPRIETARYNAME\tDOSAGEFORMNAME\t"
    "ROUTENAME\tSTARTMARKETINGDATE\tENDMARKETINGDATE\tMARKETINGCATEGORYNAME\tAPPLICATIONNUMBER\tLABELERNAME\tSUBSTANCENAME\t"
    "ACTIVE_NUMERATOR_STRENGTH\tACTIVE_INGRED_UNIT\tPHARM_CLASSES\tDEASCHEDULE\tNDC_EXCLUDE_FLAG\t"
    "LISTING_RECORD_CERTIFIED_THROUGH",
    "0002-0800_a\t0002-0800\tHUMAN\tWaterol\t\tsterile water\tINJECTION\tIV\t19870710\t\tNDA\t"
    "X\tInvented Labs\tWATER\t1\t"
    "mL/mL\t\t\tN\t2026",
    "50090-123_b\t50090-123\tHUMAN\tBoth\tXR\tone; two\tTABLET\tORAL\t20200101\t\tNDA\t"
    "X\tAcm\xe9 Labs\tONE; TWO\t1; 2\t"
    "mg/1; mg/1\t\tCII\tN\t2026",
)
NDC_PACKAGE = lines(
    "PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\tPACKAGEDESCRIPTION\tSTARTMARKETINGDATE\tENDMARKETINGDATE\tNDC_EXCLUDE_FLAG\t"
    "SAMPLE_PACKAGE",
    "0002-0800_a\t0002-0800\t0002-0800-01\t1 VIAL in 1 CARTON\t19870710\t\tN\tN",
    "50090-123_b\t50090-123\t50090-123-45\t30 TABLET in 1 BOTTLE\t20200101\t20261231\tN\tY",
    "gone\t1-1\t1111-1111-11\tA package without a product\t20200101\t\tN\tN",
)
NDC_ZIP = zipped({"product.txt": NDC_PRODUCT, "package.txt": NDC_PACKAGE})
PTP_TEXT = lines(
    "CPT only copyright 2025 American Medical Association. All rights reserved.",
    "\t\t*=in existence\tEffective\tDeletion\tModifier",
    "Column 1\tColumn 2\tprior to 1996\tDate\tDate *=no data\t0=not allowed 1=allowed 9=not applicable\tPTP Edit Rationale",
    "00100\t36415\t*\t19960101\t*\t0\tInvented rationale",
    "0001A\t0591T\t\t20220101\t20231231\t1\tInvented rationale",
    "99284\t36415\t\t20260101\t20260101\t9\tInvented rationale",
)
PTP_XLSX = workbook(
    [
        ["CPT only copyright 2025 American Medical Association. All rights reserved."],
        ["Column1/Column2 Edits"],
        ["", "", "*=in existence", "Effective", "Deletion", "Modifier", ""],
        ["", "", "prior to 1996", "Date", "Date", "0=not allowed", ""],
        ["", "", "", "", "*=no data", "1=allowed", ""],
        ["Column 1", "Column 2", "", "", "", "9=not applicable", "PTP Edit Rationale"],
        [100, 36415, "*", 19960101, "*", 0, "Invented rationale"],
        ["0001A", "0591T", None, 20220101, 20231231, 1, "Invented rationale"],
        [99284, 36415, None, 20260101, 20260101, 9, "Invented rationale"],
    ]
)
MUE = (
    b'"CPT codes are copyright 2025 American Medical Association.\nAll rights reserved.",,,\r\n'
    b'"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n'
    b"00100,1,2 Date of Service Edit: Policy,Invented rationale\r\n"
    b"A0021,250,3 Date of Service Edit: Clinical,Invented rationale\r\n"
    b"0001U,1,1 Line Edit,Invented rationale\r\n"
)
ADD_ON = lines(
    "ADD_ON_CODE\tAOC_DEL_DT\tPRIMARY_CODE\tPRIMARY_CODE_DEL_DT\tAOC_EDIT_EFF_DT\tAOC_EDIT_DEL_DT\tAOC_EDIT_TYPE\t"
    "SPECIAL_INSTRUCTION_NOTES",
    "01953\t\t01952\t\t2013091\t\t1\t",
    "99292\t\tCCCCC\t\t20130401\t20260331\t2\tA note",
)


COVERAGE = lines(
    "Contractor,Article ID,HCPCS Code,ICD-10 Code,Effective Date,End Date",
    "Invented MAC,A50001,80061,E78.5,01/01/2026,",
    "Invented MAC,A50001,80061,E11.-,2026-01-01,2026-12-31",
    "Invented MAC,A50002,G0103,Z12.5,,",
)


def _fee_cells(*cells: str) -> str:
    return ",".join([*cells, *[""] * (31 - len(cells))])


FEES = lines(
    _fee_cells("2026 National Physician Fee Schedule Relative Value File October Release"),
    _fee_cells('"CPT codes and descriptions only are copyright 2025 American Medical Association."'),
    _fee_cells("", "", "", "", "NOT USED"),
    _fee_cells("", "", "", "STATUS", "FOR MEDICARE", "WORK"),
    _fee_cells("HCPCS", "MOD", "DESCRIPTION", "CODE", "PAYMENT", "RVU"),
    "99213,,Words that are not ours,A,,1.30,1.33,,0.56,,0.10,2.73,1.96,0,XXX,0.00,0.00,0.00,0,0,0,0,0,,33.2875,09,0,99,"
    "0.00,0.00,0.00",
    "00100,26,Words that are not ours,J,,0.00,NA,,0.00,NA,0.00,0.00,0.00,9,XXX,0,0,0,9,9,9,9,9,,32.3465,09,0,99,0,0,0",
)
TAXONOMY = (
    "\ufeff"
    '"Code","Grouping","Classification","Specialization","Definition","Notes","Display Name","Section"\r\n'
    '"000000001X","Invented group","Invented class","","Words\nover two lines","","Invented class shown","Individual"\r\n'
    '"00000000AX","Invented group","Invented class","Special","Words","[1/1/2026: new]","","Individual"\r\n'
).encode()
TABLE_5 = lines(
    '"TABLE 5.—LIST OF MS-DRGS, RELATIVE WEIGHTING FACTORS, \nAND MEAN LENGTH OF STAY—FY 2027 Final Rule"' + "\t" * 9,
    "MS-DRG \tPost-Acute DRG\tSpecial Pay DRG\tMDC\tTYPE\tMS-DRG Title\tWeights - Before Cap\tWeights - 10% Cap\tGMLOS\tAMLOS",
    '001\tNo\tYes\tPRE\tSURG\t"HEART, NEW"\t28.0239\t27.5\t25.8\t36.2',
    "999\tNo\tNo\t \t**\tUNGROUPABLE\t.\t.\t.\t.",
)
TABLE_6I = lines(
    "TABLE 6I - COMPLETE MCC LIST - FY 2027", "Diagnosis Code\tDescription", "A02.1\tInvented sepsis", "", "\tNotes:"
)
TABLE_6J = lines(
    "TABLE 6J - COMPLETE CC LIST - FY 2027", "Diagnosis Code\tDescription", "A00.0\tInvented", "J80\tInvented"
)
TABLE_6K = lines(
    "TABLE 6K - COMPLETE LIST OF CC EXCLUSIONS",
    "",
    "K Part 1: List of CC and Major CC Codes",
    " I10 Dx  Lev PDX Exclusions   ICD-10-CM Description",
    " A000    CC  0002:2 codes     Invented",
    " A021    MCC 0003:1 code      Invented",
    " Z1610   CC  No Excl          Invented",
    "",
    "PDX collection 0002",
    "  A000    Invented",
    "  A001    Invented",
    "",
    "PDX collection 0003",
    "  A021    Invented",
    "",
    "K Part 2: Codes that are CC or Major CC only if patient discharged alive",
    "",
    "  I462    Invented",
    "",
    "K Part 3: Secondary Diagnosis CC/MCC Severity Exclusions in Select MS-DRGs",
    "",
    "MDC 01 DRGs 082-084 Invented",
    "",
    "  S061X3A Invented",
    "  S061X4A Invented",
)
GEM_10 = lines("A000    0010  00000", "T360X1  NoDx  11000", "S0100XA 8730  10111")
GEM_9 = lines("0010  A000    00000", "V9199 O30899  10000", "E9320 NoDx    11000")
HCC = (
    b"2026 Initial ICD-10-CM Mappings,,,,,\r\n"
    b"A note,,,,,\r\n"
    b'"Diagnosis\nCode",Description,"CMS-HCC\nModel Category\nV28","RxHCC\nModel Category\nV08",'
    b'"CMS-HCC\nModel Category\nV28 for 2026\nPayment Year","RxHCC\nModel Category\nV08 for 2026\nPayment Year"\r\n'
    b"E1165,Invented,37,30,Yes,Yes\r\n"
    b"I10,Invented,,187,No,Yes\r\n"
    b"A0104,Invented,92,,No,No\r\n"
    b",,,,,\r\n"
    b"Source: invented,,,,,\r\n"
)
CCSR = (
    b"'ICD-10-CM CODE','ICD-10-CM CODE DESCRIPTION','Default CCSR CATEGORY IP','Default CCSR CATEGORY DESCRIPTION IP',"
    b"'Default CCSR CATEGORY OP','Default CCSR CATEGORY DESCRIPTION OP','CCSR CATEGORY 1','CCSR CATEGORY 1 DESCRIPTION',"
    b"'CCSR CATEGORY 2','CCSR CATEGORY 2 DESCRIPTION','Rationale for Default Assignment'\n"
    b"'A009',\"Cholera, unspecified\",'DIG001',Intestinal infection,'DIG001',Intestinal infection,'DIG001',"
    b"Intestinal infection,'INF003',Bacterial infections,06 Infectious\n"
    b"'I10',Hypertension,'CIR007',Hypertension,'XXX000',Not allowed,'CIR007',Hypertension,' ',,\n"
)
PLACES = lines(
    "Place of Service Code(s),Place of Service Name,Place of Service Description", "1,Pharmacy,Words", "11,Office,Words"
)

SAMPLES = (
    Sample(FileKind.ICD10CM_ORDER, "icd10cm-order-2027.txt", CM_ORDER, 6),
    Sample(FileKind.ICD10PCS_ORDER, "icd10pcs_order_2027.txt", PCS_ORDER, 4),
    Sample(FileKind.ICD10CM_CODES, "icd10cm-codes-April-1-2026.txt", CM_CODES, 2),
    Sample(FileKind.ICD10PCS_CODES, "icd10pcs_codes_2027.txt", PCS_CODES, 2),
    Sample(FileKind.ICD10CM_TABULAR, "icd10cm-tabular-April-1-2026.xml", TABULAR, 8),
    Sample(FileKind.ICD10CM_INDEX, "icd10cm-index-2026.xml", INDEX, 4),
    Sample(FileKind.ICD10CM_EXTERNAL_CAUSES, "icd10cm-eindex-2026.xml", EXTERNAL, 4),
    Sample(FileKind.ICD10CM_DRUGS, "icd10cm-drug-2026.xml", DRUGS, 2),
    Sample(FileKind.ICD10CM_NEOPLASMS, "icd10cm-neoplasm-2026.xml", NEOPLASMS, 2),
    Sample(FileKind.ICD10PCS_TABLES, "icd10pcs_tables_2026.xml", PCS_TABLES, 1),
    Sample(FileKind.ICD10PCS_INDEX, "icd10pcs_index_2026.xml", PCS_INDEX, 3),
    Sample(FileKind.ICD10PCS_DEFINITIONS, "icd10pcs_definitions_2026.xml", PCS_DEFINITIONS, 1),
    Sample(FileKind.HCPCS_RECORDS, "HCPC2026_OCT_ANWEB.txt", HCPCS_TEXT, 3),
    Sample(FileKind.HCPCS_WORKBOOK, "HCPC2026_OCT_ANWEB.xlsx", HCPCS_XLSX, 2),
    Sample(FileKind.CPT_SHORT, "SHORTU.txt", CPT_SHORT, 3),
    Sample(FileKind.CPT_MEDIUM, "MEDU.txt", CPT_MEDIUM, 2),
    Sample(FileKind.CPT_LONG, "LONGULT.txt", CPT_LONG, 2),
    Sample(FileKind.CPT_CONSUMER, "ConsumerDescriptor.txt", CPT_CONSUMER, 1),
    Sample(FileKind.CPT_CLINICIAN, "ClinicianDescriptor.txt", CPT_CLINICIAN, 1),
    Sample(FileKind.CPT_CONSOLIDATED, "ConsolidatedCodeList.xlsx", CPT_CONSOLIDATED, 2),
    Sample(FileKind.NDC_DIRECTORY, "ndctext.zip", NDC_ZIP, 2),
    Sample(FileKind.NCCI_PTP, "ccipra-v323r0-f1.txt", PTP_TEXT, 3),
    Sample(FileKind.NCCI_PTP, "ccioph-v323r0-f1.xlsx", PTP_XLSX, 3),
    Sample(FileKind.MUE, "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv", MUE, 3),
    Sample(FileKind.ADD_ON, "AOC_V2026Q4-MCR.txt", ADD_ON, 2),
    Sample(FileKind.RELATIVE_VALUES, "PPRRVU2026_Oct_nonQPP.csv", FEES, 2),
    Sample(FileKind.COVERAGE, "coverage-2026.csv", COVERAGE, 3),
    Sample(FileKind.TAXONOMY, "nucc_taxonomy_261.csv", TAXONOMY, 2),
    Sample(FileKind.DRG_WEIGHTS, "CMS-table-5.txt", TABLE_5, 2),
    Sample(FileKind.DRG_MCC, "CMS-table-6I.txt", TABLE_6I, 1),
    Sample(FileKind.DRG_CC, "CMS-table-6J.txt", TABLE_6J, 2),
    Sample(FileKind.DRG_EXCLUSIONS, "CMS-table-6K.txt", TABLE_6K, 7),
    Sample(FileKind.GEM, "2018_I10gem.txt", GEM_10, 3),
    Sample(FileKind.GEM, "2018_I9gem.txt", GEM_9, 3),
    Sample(FileKind.HCC, "2026-mappings.csv", HCC, 3),
    Sample(FileKind.CCSR, "DXCCSR_v2026-1.csv", CCSR, 6),
    Sample(FileKind.MAPPED, "pos.csv", PLACES, 2),
)
