"""A plain reading of an X12 file, independent of the code that writes it."""


def split_x12(text: str) -> list[list[str]]:
    """Segments as lists of elements; a value is left as written, composites unsplit."""
    assert text.startswith("ISA*")
    assert text[105] == "~", "an ISA has 106 characters"
    return [segment.strip("\n").split("*") for segment in text.split("~")[:-1]]


def named(text: str, name: str) -> list[list[str]]:
    return [segment for segment in split_x12(text) if segment[0] == name]
