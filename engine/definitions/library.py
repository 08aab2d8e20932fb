"""The folder `forms/`, read whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.definitions.definition import read_definition, read_record, read_site
from engine.definitions.fragments import Fragment, load_fragments
from engine.definitions.model import Definition
from engine.definitions.profile import Profile
from engine.definitions.site import Site
from engine.definitions.texts import VersionedText, load_texts
from engine.expressions import Problem
from engine.source.diagnostics import Diagnostic
from engine.tables import Table, load_table

EMPTY_PROFILE = Profile()
SUFFIXES = (".yaml", ".yml", ".json")


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
        table, diagnostics = load_table(path, path.with_suffix(".yaml"))
        told.extend(diagnostics)
        if table is not None:
            tables[path.stem] = table
    sites: dict[str, Site] = {}
    problems: list[Problem] = []
    for path in files_of(folder / "sites"):
        site, found, wrong = read_site(str(path), path.read_bytes())
        told.extend(found)
        problems.extend(wrong)
        if site is not None:
            sites[site.name] = site
    profile = EMPTY_PROFILE
    if (folder / "profile.yaml").exists():
        path = folder / "profile.yaml"
        read, found = read_record(Profile, str(path), path.read_bytes())
        told.extend(found)
        profile = read or EMPTY_PROFILE
    texts, found_in_texts = load_texts(folder / "texts")
    told.extend(found_in_texts)
    fragments = load_fragments(files_of(folder / "fragments"), told)
    definitions = {
        str(path): read_definition(str(path), path.read_bytes(), fragments)
        for path in files_of(folder / "procedures")
    }
    beside = tables, sites, profile, tuple(told), texts, tuple(problems), fragments
    return Library(definitions, *beside)


def files_of(folder: Path) -> list[Path]:
    """The files of a folder that may be definitions, in order of name."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
