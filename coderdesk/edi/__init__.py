"""X12: claims out, structural validation. Nothing here reads the vault or decides what may be billed."""
