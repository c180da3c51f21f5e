"""The fuzzy code index: normalise words, build and read the index, rank and explain. It knows no screen and no SQL."""
