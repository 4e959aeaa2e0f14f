"""Text as the platform stores it."""

import unicodedata


def normalise(text: str) -> str:
    """`text` in NFC: the composed form, in which an accented Vietnamese letter is one character."""
    return unicodedata.normalize("NFC", text)
