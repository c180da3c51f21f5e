"""What a claim says beyond codes, charges and people: entered for a visit, kept with it, and taken over by its claim."""
