"""The records a claim is built from, edited in place: practice, providers, payers, patients, guarantors, coverages."""
