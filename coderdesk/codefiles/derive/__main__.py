"""`python -m coderdesk.codefiles.derive`: write the derived tables and their hashes below codesets/ of a checkout again."""

import hashlib
import re

from coderdesk.codefiles.derive import crosswalks, icd10pcs, inpatient
from coderdesk.codefiles.derive.table_text import shipped_bytes, shipped_text
from coderdesk.shared.resources import codesets_path

_HASH = r'(path = "{name}"\nsha256 = ")[0-9a-f]*"'


def main() -> None:
    for module in (icd10pcs, inpatient, crosswalks):
        for table in module.derive():
            path = codesets_path(*table.path.split("/"))
            if path.is_file() and shipped_text(table.path, path.read_bytes()) == table.text:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(shipped_bytes(table))
            described = path.parent / "manifest.toml"
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            pattern = _HASH.format(name=re.escape(path.name))
            text = re.sub(pattern, rf'\g<1>{digest}"', described.read_text(encoding="utf-8"))
            described.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
