"""Reading the code sets that travel with the application: which reader reads which release, and which amends which."""

from collections.abc import Callable, Iterable, Iterator

from coderdesk.codefiles.hcpcs_short import read_hcpcs_short
from coderdesk.codefiles.icd10cm_changes import apply_changes
from coderdesk.codefiles.icd10cm_tabular import read_icd10cm_tabular
from coderdesk.codefiles.manifest import CodeFileUnfit, Manifest
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.tabular import TabularEntry

_READERS: dict[str, Callable[[Manifest], Iterator[TabularEntry]]] = {
    "icd10cm-tabular": read_icd10cm_tabular,
    "hcpcs-short": read_hcpcs_short,
}
_AMENDMENTS: dict[str, Callable[[Iterable[TabularEntry], Manifest], Iterator[TabularEntry]]] = {
    "icd10cm-changes": apply_changes,
}


def read_shipped(manifests: tuple[Manifest, ...]) -> Iterator[tuple[CodeSystem, Iterator[TabularEntry]]]:
    """Each system with its entries in book order; a later release amends what the earlier one of its system yields."""
    for system in dict.fromkeys(manifest.system for manifest in manifests):
        entries: Iterator[TabularEntry] = iter(())
        for manifest in (one for one in manifests if one.system is system):
            if manifest.reader in _READERS:
                entries = _READERS[manifest.reader](manifest)
            elif manifest.reader in _AMENDMENTS:
                entries = _AMENDMENTS[manifest.reader](entries, manifest)
            else:
                raise CodeFileUnfit(f"{manifest.folder}/manifest.toml", f"no reader is called {manifest.reader}")
        yield system, entries
