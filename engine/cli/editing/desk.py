"""The texts that are open in an editor, and the library beside each."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.checks import check_definition
from engine.cli.check import NO_LIBRARY, check_file
from engine.definitions import Library, load_library, read_definition
from engine.editing import prompting
from engine.services.catalogue import Stamp, stamp_of
from engine.services.previewing import library_of
from engine.services.proving import check
from engine.source import Diagnostic


@dataclass(kw_only=True)
class Opened(prompting.Opened):
    """A text that is open in an editor, and its file."""

    path: Path

    @property
    def is_procedure(self) -> bool:
        """Whether it is a procedure, and no site, table or fragment."""
        return not {self.path.parent.name} & {"sites", "tables", "fragments", "texts"} and (
            self.path.name != "profile.yaml"
        )


class Desk:
    """What is open; each library is read again when something in its folder changed."""

    def __init__(self) -> None:
        self.opened: dict[Path, Opened] = {}
        self._libraries: dict[Path, tuple[Stamp, Library]] = {}

    def take(self, path: Path, text: str) -> Opened:
        """A text as it is now."""
        before = self.opened.get(path)
        procedure = before.procedure if before is not None else None
        found = self.opened[path] = Opened(text, self.library(path), procedure, path=path)
        return found

    def forget(self, path: Path) -> None:
        """A text that was closed."""
        self.opened.pop(path, None)

    def library(self, path: Path) -> Library:
        """The library beside a file."""
        folder = library_of(path)
        if folder is None:
            return NO_LIBRARY
        stamp = stamp_of(folder)
        kept = self._libraries.get(folder)
        if kept is None or kept[0] != stamp:
            kept = self._libraries[folder] = stamp, load_library(folder)
        return kept[1]

    def diagnostics(self, one: Opened, whole: bool = False) -> Iterator[Diagnostic]:
        """Everything wrong with a text; of a site, a table or a fragment, as it is on the disk.

        The `whole` runs the tests too: not at each letter that is typed.
        """
        if not one.is_procedure:
            checked = check_file(one.path) if one.path.is_file() else ()
            for each in checked:
                yield from each.diagnostics if Path(each.path) == one.path else ()
            return
        definition = read_definition(str(one.path), one.text.encode(), one.library.fragments)
        one.procedure = definition.procedure or one.procedure
        for told in (check if whole else check_definition)(definition, one.library):
            if told.span.path == str(one.path):
                yield told
