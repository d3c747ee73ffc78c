"""Vietnamese without its marks: what people type when they search."""

import unicodedata

_D = str.maketrans("đĐ", "dD")


def fold(text: str) -> str:
    """Return `text` without accents, in small letters: `Đường Sách` -> `duong sach`.

    NFC and NFD input give the same. Letters of other scripts keep their place.
    """
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare).translate(_D).lower()
