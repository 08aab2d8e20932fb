"""What is shown of a text that persons agree to, and the fingerprint of exactly that."""

import hashlib

from engine.definitions import Site, TextVersion, record_of
from engine.pages.markdown import in_markdown


def text_html(version: TextVersion, site: Site, language: str) -> str:
    """The HTML of a version as a site shows it, in a language."""
    body = version.in_language(language)
    return in_markdown(body.text, {"site": record_of(site)}, version.language(language))


def fingerprint(html: str) -> str:
    """The SHA-256 of what was shown."""
    return hashlib.sha256(html.encode()).hexdigest()
