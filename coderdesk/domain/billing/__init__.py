"""Payer, coverage, fee schedule, charge, claim and invoice, and the edits a claim must pass."""
