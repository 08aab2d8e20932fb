"""Mail addresses, as accounts keep them."""

import unicodedata


def normalised(text: str) -> str:
    """The address without spaces around it, in one form whoever typed it: it names one account."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text.strip()).casefold())
