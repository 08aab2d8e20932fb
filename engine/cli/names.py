"""Names that are given to commands: those of procedures, completed by the shell."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

# Found without reading the whole: a shell waits for it.
NAME = re.compile(r"""^\s*["']?procedure["']?\s*:\s*["']?([\w-]+)""", re.MULTILINE)
SUFFIXES = (".yaml", ".yml", ".json")


class ProcedureName(click.ParamType[str]):
    """The name of a procedure; whether it exists is for the command to find."""

    name = "procedure"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The names of the procedures in the folder of definitions."""
        del ctx, param
        return [CompletionItem(one) for one in names() if one.startswith(incomplete)]


PROCEDURE = ProcedureName()


def forms() -> Path:
    """The folder of definitions: FORMS, else `forms`."""
    return Path(os.environ.get("FORMS", "").strip() or "forms")


def names(folder: Path | None = None) -> list[str]:
    """The names of the procedures of a folder of definitions, as their files say them."""
    return sorted(set(found((folder or forms()) / "procedures")))


def found(folder: Path) -> Iterator[str]:
    """The names that the files of a folder say."""
    for path in folder.glob("*.*"):
        if path.suffix in SUFFIXES:
            text = path.read_bytes().decode("utf-8", "replace")
            match = NAME.search(text)
            if match:
                yield match[1]
