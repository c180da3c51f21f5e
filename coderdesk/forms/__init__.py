"""Paper and PDF: what is printed or handed over. Nothing here computes an amount; values arrive finished."""
