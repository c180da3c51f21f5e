"""Small values that everything else is made of: money, dates, identifiers, findings. Nothing here knows a person or a code."""
