"""The fuzzy code index: normalise, index, rank. Nothing here reads official files or the vault."""
