"""One module per area, one keyword-only function per user action, named by a verb. No SQL, no Qt."""
