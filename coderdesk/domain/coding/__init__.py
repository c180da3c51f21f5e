"""Codes and their assignment to an encounter, with the evidence that lets them be billed."""
