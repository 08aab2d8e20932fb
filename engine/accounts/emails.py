"""Mail addresses, as accounts keep them."""

import unicodedata


def normalised(text: str) -> str:
    """The address without spaces around it, in one form whoever typed it: it names one account."""
    typed = unicodedata.normalize("NFC", text.replace("\0", "").strip())
    return unicodedata.normalize("NFC", typed.casefold())
