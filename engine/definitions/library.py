"""The folder `forms/`, read whole; what did not change since the last time is not read again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from engine.definitions.definition import read_definition, read_record, read_site
from engine.definitions.fragments import Fragment, Fragments, load_fragments
from engine.definitions.model import Definition
from engine.definitions.profile import Profile
from engine.definitions.site import Site
from engine.definitions.texts import VersionedText, load_texts
from engine.expressions import Problem
from engine.source import Diagnostic, Kept
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


def load_library(folder: Path) -> Library:
    """What the folder says; a file that cannot be read is told in `diagnostics`."""
    told: list[Diagnostic] = []
    tables: dict[str, Table] = {}
    for path in sorted((folder / "tables").glob("*.csv")):
        table, diagnostics = _table(path)
        told.extend(diagnostics)
        if table is not None:
            tables[path.stem] = table
    sites: dict[str, Site] = {}
    problems: list[Problem] = []
    for path in files_of(folder / "sites"):
        site, found, wrong = _site(path)
        told.extend(found)
        problems.extend(wrong)
        if site is not None:
            sites[site.name] = site
    profile = EMPTY_PROFILE
    if (folder / "profile.yaml").exists():
        read, found = _profile(folder / "profile.yaml")
        told.extend(found)
        profile = read or EMPTY_PROFILE
    texts, found_in_texts = load_texts(folder / "texts")
    told.extend(found_in_texts)
    fragments, found_in_fragments = _fragments(files_of(folder / "fragments"))
    told.extend(found_in_fragments)
    definitions = {
        str(path): _definition(path, fragments) for path in files_of(folder / "procedures")
    }
    beside = tables, sites, profile, tuple(told), texts, tuple(problems), fragments
    return Library(definitions, *beside)


def _table(path: Path) -> tuple[Table | None, list[Diagnostic]]:
    beside = path.with_suffix(".yaml")
    said = tuple(digest_of(one) for one in (path, beside))
    return TABLES.of(str(path), said, lambda: load_table(path, beside))


def _site(path: Path) -> tuple[Site | None, tuple[Diagnostic, ...], tuple[Problem, ...]]:
    data = path.read_bytes()
    return SITES.of(str(path), (digest(data),), lambda: read_site(str(path), data))


def _profile(path: Path) -> tuple[Any, tuple[Diagnostic, ...]]:
    data = path.read_bytes()
    return PROFILES.of(str(path), (digest(data),), lambda: read_record(Profile, str(path), data))


def _fragments(paths: list[Path]) -> tuple[Fragments, list[Diagnostic]]:
    """The fragments of some files; they are read together, as two may bear one name."""

    def load() -> tuple[Fragments, list[Diagnostic]]:
        told: list[Diagnostic] = []
        return load_fragments(paths, told), told

    folder = str(paths[0].parent) if paths else ""
    said = [text for path in paths for text in (path.name, digest_of(path))]
    return FRAGMENTS.of(folder, tuple(said), load)


def _definition(path: Path, fragments: Fragments) -> Definition:
    data = path.read_bytes()
    return DEFINITIONS.of(
        str(path), (digest(data), fragments), lambda: read_definition(str(path), data, fragments)
    )


def digest_of(path: Path) -> str:
    """What is the same as long as a file says the same; a file that is not there is like none."""
    return digest(path.read_bytes()) if path.is_file() else ""


def digest(data: bytes) -> str:
    """What is the same for the same bytes only."""
    return sha256(data).hexdigest()


def files_of(folder: Path) -> list[Path]:
    """The files of a folder that may be definitions, in order of name."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
