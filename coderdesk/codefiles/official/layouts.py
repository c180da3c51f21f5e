"""Every official layout that can be read. A new one is one line here."""

from coderdesk.codefiles.official import (
    coverage,
    cpt,
    crosswalks,
    fee_schedule,
    hcpcs,
    icd10cm_xml,
    inpatient,
    ncci,
    ndc,
    order_files,
    pcs_xml,
    taxonomy,
)
from coderdesk.codefiles.official.layout import Layout
from coderdesk.domain.coding.code_release import FileKind

# The first that fits is taken: a line of the mappings would also pass for a code with its title,
# and so would a short coverage list.
LAYOUTS: tuple[Layout, ...] = (
    crosswalks.GEM,
    order_files.ICD10CM_ORDER,
    order_files.ICD10PCS_ORDER,
    order_files.ICD10CM_CODES,
    order_files.ICD10PCS_CODES,
    icd10cm_xml.ICD10CM_TABULAR,
    icd10cm_xml.ICD10CM_INDEX,
    icd10cm_xml.ICD10CM_EXTERNAL_CAUSES,
    icd10cm_xml.ICD10CM_DRUGS,
    icd10cm_xml.ICD10CM_NEOPLASMS,
    pcs_xml.ICD10PCS_TABLES,
    pcs_xml.ICD10PCS_INDEX,
    pcs_xml.ICD10PCS_DEFINITIONS,
    hcpcs.HCPCS_RECORDS,
    hcpcs.HCPCS_WORKBOOK,
    ndc.NDC_DIRECTORY,
    ncci.NCCI_PTP,
    ncci.MUE,
    ncci.ADD_ON,
    fee_schedule.RELATIVE_VALUES,
    taxonomy.TAXONOMY,
    inpatient.DRG_WEIGHTS,
    inpatient.DRG_MCC,
    inpatient.DRG_CC,
    inpatient.DRG_EXCLUSIONS,
    crosswalks.HCC,
    crosswalks.CCSR,
    coverage.COVERAGE,
    cpt.CPT_CONSOLIDATED,
    cpt.CPT_CONSUMER,
    cpt.CPT_CLINICIAN,
    cpt.CPT_LONG,
    cpt.CPT_SHORT,
    cpt.CPT_MEDIUM,
)

# In one zip the same codes come twice: the fuller file stands for the other.
STANDS_FOR: dict[FileKind, frozenset[FileKind]] = {
    FileKind.ICD10CM_ORDER: frozenset((FileKind.ICD10CM_CODES,)),
    FileKind.ICD10PCS_ORDER: frozenset((FileKind.ICD10PCS_CODES,)),
    FileKind.HCPCS_RECORDS: frozenset((FileKind.HCPCS_WORKBOOK,)),
}
