"""Claims and invoices that left, and those that are ready to."""
