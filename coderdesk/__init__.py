"""CoderDesk: an offline desktop workstation for medical coding and billing."""

__version__ = "0.1.0"
