"""The rest of the word that is being typed, as the titles found say it: read from the hits, never searched for."""

from collections.abc import Sequence

from coderdesk.services.code_browser import CodeHit

SHORTEST_START = 3
_LOOKED_AT = 8


def completion_of(query: str, hits: Sequence[CodeHit]) -> str:
    """What is missing of the last word: "etes" after "diab" when "diabetes" stands in the best titles; else "".

    Ends of one letter are left to the hand, and codes are not words. A few dozen words are looked at, so that it may
    run with every key.
    """
    typed = query.split(" ")[-1].casefold()
    if len(typed) < SHORTEST_START or not typed.isalpha():
        return ""
    before = {word.casefold() for word in query.split()[:-1]}
    for hit in hits[:_LOOKED_AT]:
        for word in f"{hit.code.title} {hit.why}".replace("/", " ").replace("-", " ").split():
            bare = word.strip("(),.;:[]“”\"'").casefold()
            if bare == typed:
                return ""
            if bare.startswith(typed) and len(bare) > len(typed) + 1 and bare.isalpha() and bare not in before:
                return bare[len(typed) :]
    return ""
