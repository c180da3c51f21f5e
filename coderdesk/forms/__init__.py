"""Paper and PDF, drawn with ReportLab from domain values."""
