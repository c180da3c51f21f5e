"""What happened and what was written: encounter, document (versioned by content hash), evidence span."""
