"""X12: what leaves for payers and what comes back. Nothing here decides whether a claim may leave; the domain does."""
