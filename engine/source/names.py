"""The nearest right name to one that is wrong."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

CLOSE_ENOUGH = 60


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The name in `known` most like `name`, or None when none is like it."""
    found = process.extractOne(
        name.lower(),
        {key: key.lower() for key in known},
        scorer=fuzz.ratio,
        score_cutoff=CLOSE_ENOUGH,
    )
    return found[2] if found else None
