"""The text of a version: that of its procedure, with the fragments that it uses.

A version never changes: it must not depend on what a fragment becomes later.
"""

import re
from collections.abc import Sequence

from engine.definitions.fragments import Fragment, read_fragment

LINE = "\n# ──── fragment {name} ────\n"
CUT = re.compile(r"\n# ──── fragment ([^\n]+) ────\n")


def bundle(text: str, used: Sequence[Fragment]) -> str:
    """The text of a procedure with, after it, those of its fragments."""
    parts = sorted(used, key=lambda one: one.name)
    return "".join([text, *(LINE.format(name=one.name) + one.text for one in parts)])


def unbundled(text: str) -> tuple[str, dict[str, Fragment]]:
    """The text of a procedure, and the fragments that were kept with it."""
    own, *rest = CUT.split(text)
    found: dict[str, Fragment] = {}
    for name, said in zip(rest[::2], rest[1::2], strict=True):
        fragment = read_fragment(name, said.encode(), [])
        if fragment is not None:
            found[fragment.name] = fragment
    return own, found
