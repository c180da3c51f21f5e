"""What the field knows, in plain Python: no Qt, SQL, files, clock, logging or third-party imports live here."""
