"""What a written value becomes in a claim file: upper case, plain ASCII, and never a delimiter."""

import unicodedata

DELIMITERS = "*:~^"
_KEPT = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !\"&'()+,-./;?=%@[]_{}\\|<>#$")
_CYRILLIC = dict(
    zip(
        "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЇЄҐЈЉЊЋЂЏ",
        "A B V G D E E ZH Z I I K L M N O P R S T U F KH TS CH SH SHCH . Y . E IU IA I I IE G J LJ NJ C D DZ".split(),
        strict=True,
    )
)
_GREEK = dict(
    zip("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", "A V G D E Z I TH I K L M N X O P R S T Y F CH PS O".split(), strict=True)
)
_OTHER = {
    "Æ": "AE", "Œ": "OE", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "TH", "Ħ": "H", "Ŧ": "T", "Ŋ": "NG", "Ə": "A",
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-",
    "−": "-", "№": "NO", "°": " ", "•": " ", "·": " ", "×": "X", "µ": "U", "Μ": "M",
}  # fmt: skip
_WRITTEN = {**_CYRILLIC, "Ъ": "", "Ь": "", **_GREEK, **_OTHER}


def x12_text(text: str) -> str:
    """The value as it stands in the file: X12's extended character set without `* : ~ ^`, single blanks, upper case.

    Letters with marks lose them, Cyrillic and Greek are transliterated letter by letter (ICAO 9303), and what has no Latin
    form is left out.
    """
    return " ".join("".join(_written(character) for character in _decomposed(text)).split())


def lost_characters(text: str) -> str:
    """The letters and digits of the text for which `x12_text` has no form, each once, in order of appearance."""
    lost = (
        character
        for character in _decomposed(text)
        if character.isalnum() and not _written(character).strip() and character not in _WRITTEN
    )
    return "".join(dict.fromkeys(lost))


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", text.upper())


def _written(character: str) -> str:
    upper = character.upper()
    if upper in _KEPT:
        return upper
    if upper in _WRITTEN:
        return _WRITTEN[upper]
    category = unicodedata.category(character)
    return " " if character in DELIMITERS or category[0] in "ZC" else ""
