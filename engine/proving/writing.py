"""Examples written as tests, at the end of the text of a definition: what stands there stays."""

import re
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

Json = Mapping[str, Any]
WIDTH = 100
KEY = re.compile(r"^tests[ ]*:[ ]*(#.*)?$", re.MULTILINE)
TOP = re.compile(r"^[^\s#\-]", re.MULTILINE)
FIRST = re.compile(r"^( *)- ", re.MULTILINE)
ANY = re.compile(r"^[\"']?tests[\"']?[ ]*:", re.MULTILINE)
USUAL = "  "


class UnwritableError(ValueError):
    """A text in which tests are not written line by line."""


def written(tests: Iterable[Json], indent: str = USUAL) -> str:
    """Tests as an author writes them, one after the other."""
    yaml: Any = import_module("yaml")
    text: str = "\n".join(
        yaml.safe_dump(
            [dict(one)],
            allow_unicode=True,
            sort_keys=False,
            default_flow_style=None,
            width=WIDTH,
        )
        for one in tests
    )
    return "".join(f"{indent}{line}" if line.strip() else line for line in text.splitlines(True))


def with_tests(text: str, tests: Iterable[Json]) -> str:
    """A definition with more tests, after those it has; raises UnwritableError."""
    key = KEY.search(text)
    if key is None:
        if ANY.search(text) or text.lstrip().startswith("{"):
            raise UnwritableError
        return f"{text.rstrip()}\n\ntests:\n{written(tests)}"
    after = TOP.search(text, key.end())
    end = after.start() if after else len(text)
    block = text[key.end() : end]
    first = FIRST.search(block)
    kept = text[: key.end()] + block.rstrip()
    more = written(tests, first[1] if first else USUAL)
    rest = text[end:]
    return f"{kept}\n\n{more}" + (f"\n{rest}" if rest else "")
