"""Addresses and pictures in texts that are Markdown."""

import re

GOOD = re.compile(r"https?://[^\s/]+\S*|/(?![/\\])\S*|#\S*", re.IGNORECASE)
GOOD_IN_TEXTS = re.compile(rf"(?:{GOOD.pattern}|mailto:\S+|tel:\S+)", re.IGNORECASE)
IN_MARKDOWN = re.compile(r"\]\(\s*<?([^)\s>]*)")
PICTURE = re.compile(r"!\[(\s*)\]\(\s*<?([^)\s>]*)")
