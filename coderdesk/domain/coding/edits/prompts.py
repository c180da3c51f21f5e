"""The rules that only offer: what a note of the book would add, which nobody has to take up."""

PROMPT_IDS = frozenset({"code-first-absent", "additional-code-before", "use-additional", "code-also", "excludes2"})
