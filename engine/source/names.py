"""The nearest right name to one that is wrong."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

CLOSE_ENOUGH = 60


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The name in `known` most like `name`, or None when none is like it."""
    # Loaded at the first mistake: a site without any starts sooner.
    rapidfuzz: Any = import_module("rapidfuzz")
    found = rapidfuzz.process.extractOne(
        name.lower(),
        {key: key.lower() for key in known},
        scorer=rapidfuzz.fuzz.ratio,
        score_cutoff=CLOSE_ENOUGH,
    )
    return found[2] if found else None
