"""Overlays above the pages: key sheet, palette, field prompt."""
