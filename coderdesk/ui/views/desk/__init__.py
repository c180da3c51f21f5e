"""The workspace: worklist, documents, code browser, coded list, findings."""
