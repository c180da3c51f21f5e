"""How the derived tables under codesets/ were made from packages of the development environment; nothing here runs in the desk.

Each module gives the text of its tables; `python -m coderdesk.codefiles.derive` writes them again with their hashes.
"""
