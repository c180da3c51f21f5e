"""The second of the three doors for trouble: an error of the environment or the user, whose class owns its sentence."""


class AppError(Exception):
    """Something a person can understand and act on. The text says what happened, what was kept, and what to do."""
