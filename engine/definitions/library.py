"""The folder `forms/`, read whole; what did not change since the last time is not read again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from engine.definitions.definition import read_definition, read_record, read_site
from engine.definitions.folder import PROFILE, Folder
from engine.definitions.fragments import Fragment, Fragments, load_fragments
from engine.definitions.model import Definition
from engine.definitions.profile import Profile
from engine.definitions.site import Site
from engine.definitions.texts import VersionedText, load_texts
from engine.expressions import Problem
from engine.source import Diagnostic, Kept
from engine.source.files import Readable
from engine.tables import Table, load_table

EMPTY_PROFILE = Profile()
SUFFIXES = (".yaml", ".yml", ".json")
DEFINITIONS: Kept[Definition] = Kept()
FRAGMENTS: Kept[tuple[Fragments, list[Diagnostic]]] = Kept()
PROFILES: Kept[tuple[Any, tuple[Diagnostic, ...]]] = Kept()
SITES: Kept[tuple[Site | None, tuple[Diagnostic, ...], tuple[Problem, ...]]] = Kept()
TABLES: Kept[tuple[Table | None, list[Diagnostic]]] = Kept()


@dataclass(frozen=True)
class Library:
    """Everything that `forms/` says: definitions by path, tables, sites, the profile."""

    definitions: Mapping[str, Definition]
    tables: Mapping[str, Table]
    sites: Mapping[str, Site]
    profile: Profile
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, VersionedText] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()  # of the expressions of sites
    fragments: Mapping[str, Fragment] = field(default_factory=dict)

    @property
    def site(self) -> Site | None:
        """The site that definitions are read for: the only one, after `at`; else the first."""
        return next(iter(self.sites.values()), None)

    def at(self, site: Site) -> "Library":
        """The same, for one site."""
        return replace(self, sites={site.name: site})

    def site_of(self, host: str) -> Site | None:
        """The site that answers to a host name, with or without port."""
        name = host_name(host)
        found = (one for one in self.sites.values() if name in map(str.lower, one.hosts))
        return next(found, None)


def host_name(host: str) -> str:
    """A host as a browser sends it, without its port, in lower case."""
    name, colon, port = host.lower().rpartition(":")
    return name if colon and port.isdigit() else host.lower()


def load_library(folder: Path | Folder) -> Library:
    """What the folder says; a file that cannot be read is told in `diagnostics`."""
    files = folder if isinstance(folder, Folder) else Folder(folder)
    told: list[Diagnostic] = []
    tables = dict(_tables(files, told))
    sites: dict[str, Site] = {}
    problems: list[Problem] = []
    for file in files.files("sites", SUFFIXES):
        site, found, wrong = _site(file)
        told.extend(found)
        problems.extend(wrong)
        if site is not None:
            sites[site.name] = site
    profile = EMPTY_PROFILE
    if files.has(PROFILE):
        read, found = _profile(files.file(PROFILE))
        told.extend(found)
        profile = read or EMPTY_PROFILE
    texts, found_in_texts = load_texts(files)
    told.extend(found_in_texts)
    fragments, found_in_fragments = _fragments(files.files("fragments", SUFFIXES))
    told.extend(found_in_fragments)
    definitions = {
        str(file): _definition(file, fragments) for file in files.files("procedures", SUFFIXES)
    }
    beside = tables, sites, profile, tuple(told), texts, tuple(problems), fragments
    return Library(definitions, *beside)


def _tables(files: Folder, told: list[Diagnostic]) -> Iterator[tuple[str, Table]]:
    for name in files.names("tables", (".csv",)):
        table, diagnostics = _table(files, name)
        told.extend(diagnostics)
        if table is not None:
            yield table.name, table


def _table(files: Folder, name: str) -> tuple[Table | None, list[Diagnostic]]:
    file, beside = files.file(name), files.file(f"{name.removesuffix('.csv')}.yaml")
    said = tuple(digest_of(one) for one in (file, beside))
    return TABLES.of(str(file), said, lambda: load_table(file, beside))


def _site(file: Readable) -> tuple[Site | None, tuple[Diagnostic, ...], tuple[Problem, ...]]:
    data = file.read_bytes()
    return SITES.of(str(file), (digest(data),), lambda: read_site(str(file), data))


def _profile(file: Readable) -> tuple[Any, tuple[Diagnostic, ...]]:
    data = file.read_bytes()
    return PROFILES.of(str(file), (digest(data),), lambda: read_record(Profile, str(file), data))


def _fragments(files: list[Readable]) -> tuple[Fragments, list[Diagnostic]]:
    """The fragments of some files; they are read together, as two may bear one name."""

    def load() -> tuple[Fragments, list[Diagnostic]]:
        told: list[Diagnostic] = []
        return load_fragments(files, told), told

    folder = str(Path(str(files[0])).parent) if files else ""
    said = [text for file in files for text in (file.name, digest_of(file))]
    return FRAGMENTS.of(folder, tuple(said), load)


def _definition(file: Readable, fragments: Fragments) -> Definition:
    data = file.read_bytes()
    return DEFINITIONS.of(
        str(file), (digest(data), fragments), lambda: read_definition(str(file), data, fragments)
    )


def digest_of(file: Readable) -> str:
    """What is the same as long as a file says the same; a file that is not there is like none."""
    return digest(file.read_bytes()) if file.is_file() else ""


def digest(data: bytes) -> str:
    """What is the same for the same bytes only."""
    return sha256(data).hexdigest()


def files_of(folder: Path) -> list[Path]:
    """The files of a folder that may be definitions, in order of name."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
