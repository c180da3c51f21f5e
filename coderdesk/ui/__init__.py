"""The window: the only place, with bootstrap, that knows PySide6."""
