"""Which hand-written pages speak of something."""

import re
from functools import cache
from pathlib import Path

from engine.cli.manual.words import HEAD

FOLDER = Path("docs/authors")
MOST = 6


@cache
def hand_written(folder: Path = FOLDER) -> dict[str, str]:
    """The pages that people write, by their path in the manual."""
    texts = {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in sorted(folder.glob("**/*.md"))
    }
    return {name: text for name, text in texts.items() if not text.startswith(HEAD)}


def title_of(text: str) -> str:
    """The title of a page."""
    return text.partition("\n")[0].removeprefix("# ").strip()


def see_also(pattern: str) -> str:
    """A section with links to the pages that speak most of something; empty when none does."""
    wanted = re.compile(pattern)
    counted = [
        (-len(wanted.findall(text)), name, title_of(text)) for name, text in hand_written().items()
    ]
    found = sorted(one for one in counted if one[0])[:MOST]
    if not found:
        return ""
    return "## See also\n\n" + "\n".join(f"- [{title}](../{name})" for _, name, title in found)
