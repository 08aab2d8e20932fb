"""Files of the folder of definitions in a ZIP: made, and read as what comes from anywhere.

Nothing that is read is trusted: what it unpacks to is counted while it is unpacked, and a name that
leads elsewhere is refused. Everything that is wrong is told, never only the first.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO

from engine.definitions.folder import is_name
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services.desk import PARIS

SUFFIXES = {
    "procedures": (".yaml", ".yml", ".json"),
    "fragments": (".yaml", ".yml", ".json"),
    "sites": (".yaml", ".yml", ".json"),
    "tables": (".csv", ".yaml"),
    "texts": (".md",),
}
PROFILE = "profile.yaml"
FOLDER = "forms"
MOST_FILES = 500
MOST_BYTES = 20_000_000  # of one file
MOST_TOGETHER = 60_000_000
CHUNK = 1 << 16
# What systems put into archives of their own accord.
LEFT_ASIDE = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


TOO_LARGE = _("This file is too large once unpacked.")
NOTHING = _(
    "No definition is found in the archive: they are in folders as `procedures/`, `tables/`,"
    " `sites/`."
)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file, at a line when it is a matter of one: an English message."""

    path: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    line: int = 0

    def said(self, language: str) -> str:
        """The fault in a sentence."""
        return gettext(language, self.message, **self.values)


@dataclass(frozen=True)
class Unpacked:
    """The texts of an archive by their place in the folder, or what is wrong with it.

    `aside` are the files that are no definitions: they are left where they are.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    aside: tuple[str, ...] = ()


class TooLargeError(Exception):
    """A file of an archive unpacks to more than is taken."""


def may_be_written(name: str) -> bool:
    """Whether a name is that of a file of definitions: in a known room, with a known ending."""
    room, _stroke, _rest = name.partition("/")
    endings = SUFFIXES.get(room, ())
    is_text = name.count("/") == 2 if room == "texts" else name.count("/") == 1
    known = is_text and PurePosixPath(name).suffix in endings
    return is_name(name) and (name == PROFILE or known)


def packed(files: Mapping[str, bytes], now: datetime) -> bytes:
    """The files in a ZIP, in order of name."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, now.astimezone(PARIS).timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return kept.getvalue()


def unpacked(data: bytes) -> Unpacked:
    """What a ZIP brings; when anything is wrong with it, what, and nothing of it is to be taken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpacked(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError):
        return Unpacked(faults=(Fault("", _("This file is no ZIP archive, or it is damaged.")),))


def _unpacked(archive: zipfile.ZipFile) -> Unpacked:
    entries = [one for one in archive.infolist() if not one.is_dir()]
    if len(entries) > MOST_FILES:
        message = _("The archive has more than {most} files.")
        return Unpacked(faults=(Fault("", message, {"most": MOST_FILES}),))
    top = _top([one.filename for one in entries])
    aside: list[str] = []
    files: dict[str, str] = {}
    faults: list[Fault] = []
    left = MOST_TOGETHER
    for entry in entries:
        name = entry.filename.removeprefix(top)
        wrong = _wrong(entry, name, files)
        if wrong is None and not may_be_written(name):
            aside.append(name)
            continue
        data = wrong or _read(archive, entry, name, min(left, MOST_BYTES))
        left -= len(data) if isinstance(data, bytes) else 0
        text = decoded(name, data) if isinstance(data, bytes) else data
        if isinstance(text, str):
            files[name] = text
        else:
            faults.append(text)
        if isinstance(text, Fault) and text.message == TOO_LARGE:
            break  # to go on would be to unfold as much again, for each file
    return _found(files, faults, aside)


def _found(files: Mapping[str, str], faults: list[Fault], aside: list[str]) -> Unpacked:
    """What an archive brings, once all of it was read."""
    if not files and not faults:
        faults.append(Fault("", NOTHING))
    told = [one for one in aside if not any(part in LEFT_ASIDE for part in one.split("/"))]
    return Unpacked({} if faults else files, tuple(faults), tuple(told))


def _top(names: list[str]) -> str:
    """The folder in which everything stands, when it is the folder of definitions itself."""
    for top in (f"{FOLDER}/", f"{PurePosixPath(names[0]).parts[0]}/" if names else ""):
        inside = [one.removeprefix(top) for one in names if one.startswith(top)]
        if top and any(map(may_be_written, inside)) and not any(map(may_be_written, names)):
            return top
    return ""


def _wrong(entry: zipfile.ZipInfo, name: str, known: Mapping[str, str]) -> Fault | None:
    """Why an entry cannot be looked at."""
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or "\\" in name or ":" in name:
        return Fault(name, _("The name of this file leads out of the folder."))
    if entry.flag_bits & 0x1:
        return Fault(name, _("This file is locked by a password."))
    if (entry.external_attr >> 28) == 0xA:
        return Fault(name, _("This is a link to another file, not a file."))
    if name in known:
        return Fault(name, _("This file stands twice in the archive."))
    return None


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, most: int) -> bytes | Fault:
    """The bytes of an entry, never more than `most`: whatever it says of its own size."""
    try:
        with archive.open(entry) as stream:
            return b"".join(_chunks(stream, most))
    except TooLargeError:
        return Fault(name, TOO_LARGE)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):
        return Fault(name, _("This file of the archive is damaged."))


def _chunks(stream: IO[bytes], most: int) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        most -= len(chunk)
        if most < 0:
            raise TooLargeError
        yield chunk


def decoded(name: str, data: bytes) -> str | Fault:
    """The text of a file, written in UTF-8, or where it is not."""
    try:
        text = data.decode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Fault(name, _("This file is not written in UTF-8."), line=line)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return Fault(name, _("This file is not a text."), line=line)
    return text
