"""Reading the code sets that travel with the application: which reader reads which release."""

from collections.abc import Callable, Iterator

from coderdesk.codefiles.hcpcs_short import read_hcpcs_short
from coderdesk.codefiles.icd10cm_changes import read_changes
from coderdesk.codefiles.icd10cm_tabular import read_icd10cm_tabular
from coderdesk.codefiles.manifest import CodeFileUnfit, Manifest
from coderdesk.codefiles.shipped_tables import TABLE_READERS, read_table
from coderdesk.domain.coding.code_release import ImportRow

_READERS: dict[str, Callable[[Manifest], Iterator[ImportRow]]] = {
    "icd10cm-tabular": read_icd10cm_tabular,
    "icd10cm-changes": read_changes,
    "hcpcs-short": read_hcpcs_short,
    **dict.fromkeys(TABLE_READERS, read_table),
}


def shipped_rows(manifest: Manifest) -> Iterator[ImportRow]:
    """The rows of a release in the order of its files, each file read once. Raises CodeFileUnfit."""
    if manifest.reader not in _READERS:
        raise CodeFileUnfit(f"{manifest.folder}/manifest.toml", f"no reader is called {manifest.reader}")
    return _READERS[manifest.reader](manifest)
