"""Rules for service lines: modifiers, units, pointers, pairs of procedures."""
