"""Rules that the tabular list itself carries: validity, characters, and its instructional notes."""
