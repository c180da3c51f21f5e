"""The recovery code: 145 random bits to be printed, typed back by a person, and checked for a slip of the finger."""

import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O or U
_MISREAD = str.maketrans("OIL", "011")
_DIGITS = 29
_GROUP = 5


def new_recovery_code() -> str:
    """Six groups of five characters, the last of which is the check character."""
    number = secrets.randbits(_DIGITS * 5)
    digits = "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_DIGITS))
    return printed(digits + _check_character(digits))


def read_recovery_code(typed: str) -> str | None:
    """The thirty characters behind what a person typed, in any case, with O for 0, I or L for 1, hyphens or none.

    None when it is no recovery code or has a slip in it.
    """
    code = "".join(character for character in typed.upper() if character.isalnum()).translate(_MISREAD)
    if len(code) != _DIGITS + 1 or any(character not in _ALPHABET for character in code):
        return None
    return code if _check_character(code[:-1]) == code[-1] else None


def printed(code: str) -> str:
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def _check_character(digits: str) -> str:
    """ISO 7064 hybrid system with modulus 32: finds every wrong character and nearly every swapped pair."""
    carry = 32
    for digit in digits:
        carry = (carry + _ALPHABET.index(digit)) % 32 or 32
        carry = carry * 2 % 33
    return _ALPHABET[(33 - carry) % 32]
