"""Files and folders given to commands: found, read and written, or one sentence why not."""

from collections.abc import Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from engine.cli.words import say
from engine.i18n import marked as _
from engine.source.names import nearest


class Existing(click.ParamType[Path]):
    """A path to something that is there: a file, a folder, or either."""

    def __init__(self, *, file: bool = True, folder: bool = True) -> None:
        self.file = file
        self.folder = folder
        self.name = "path" if file and folder else "file" if file else "folder"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """The path; refuses one where nothing is, or where the other kind of thing is."""
        path = Path(str(value))
        if not is_there(path):
            self.fail(missing(path), param, ctx)
        if path.is_dir() and not self.folder:
            self.fail(say(_("{path} is a folder: give a file."), path=path), param, ctx)
        if not path.is_dir() and not self.file:
            self.fail(say(_("{path} is a file: give a folder."), path=path), param, ctx)
        return path

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """What the shell itself proposes."""
        del ctx, param
        return [CompletionItem(incomplete, type="file" if self.file else "dir")]


PATH = Existing()
FILE = Existing(folder=False)
FOLDER = Existing(file=False)


def is_there(path: Path) -> bool:
    """Whether something is at a path; not when it may not be looked at, or cannot be one."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def missing(path: Path) -> str:
    """That nothing is at a path, with the nearest right name."""
    try:
        beside: Iterable[str] = sorted(one.name for one in path.parent.iterdir())
    except (OSError, ValueError):
        beside = ()
    near = nearest(path.name, beside) if path.name else None
    if near is None:
        return say(_("{path} does not exist."), path=path)
    return say(
        _("{path} does not exist. Did you mean: {near}?"), path=path, near=path.parent / near
    )


def read_bytes(path: Path) -> bytes:
    """What a file holds; ends the command with a sentence when it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise click.ClickException(missing(path)) from error
    except IsADirectoryError as error:
        said = say(_("{path} is a folder: give a file."), path=path)
        raise click.ClickException(said) from error
    except OSError as error:
        raise click.ClickException(refused(path, error)) from error


def read_text(path: Path) -> str:
    """The text of a file in UTF-8; ends the command with a sentence when it is none."""
    data = read_bytes(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = _("{path}, line {line}: this is not UTF-8. Save the file with this encoding.")
        raise click.ClickException(say(message, path=path, line=line)) from error


def write_text(path: Path, text: str) -> None:
    """Write a file whole, in place of the one that is there, at once; a sentence when it fails."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_text(text, encoding="utf-8", newline="\n")
        fresh.replace(path)
    except OSError as error:
        raise click.ClickException(
            refused(path, error, _("{path} cannot be written: {why}."))
        ) from (error)


def refused(path: Path, error: OSError, message: str = _("{path} cannot be read: {why}.")) -> str:
    """Why a file could not be used."""
    if isinstance(error, PermissionError):
        return say(message, path=path, why=say(_("you have no right to")))
    return say(message, path=path, why=error.strerror or error)
