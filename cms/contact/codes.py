"""Codes by which a question is found again: unguessable, easy to read out on the telephone."""

import secrets

# Without 0, O, 1 and I, which look or sound alike. 32 letters: five bits each.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 10


def new_code() -> str:
    """Return a code of fifty random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def spoken(code: str) -> str:
    """Return the code in two halves, as it is shown."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def normalised(typed: str) -> str:
    """Return what somebody typed as a code: small letters, blanks and hyphens do not matter."""
    return "".join(char for char in typed.upper() if char.isalnum())
