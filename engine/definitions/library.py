"""The folder `forms/`, read whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.definitions.definition import read_definition, read_record
from engine.definitions.model import Definition
from engine.definitions.site import Profile, Site
from engine.source.diagnostics import Diagnostic
from engine.tables import Table, load_table

EMPTY_PROFILE = Profile(lists={})
SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True)
class Library:
    """Everything that `forms/` says: definitions by path, tables, sites, the profile."""

    definitions: Mapping[str, Definition]
    tables: Mapping[str, Table]
    sites: Mapping[str, Site]
    profile: Profile
    diagnostics: tuple[Diagnostic, ...]

    @property
    def site(self) -> Site | None:
        """The site that serves every host until hosts are told apart."""
        return next(iter(self.sites.values()), None)


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
    for path in files_of(folder / "sites"):
        site, found = read_record(Site, str(path), path.read_bytes())
        told.extend(found)
        if site is not None:
            sites[site.name] = site
    profile = EMPTY_PROFILE
    if (folder / "profile.yaml").exists():
        path = folder / "profile.yaml"
        read, found = read_record(Profile, str(path), path.read_bytes())
        told.extend(found)
        profile = read or EMPTY_PROFILE
    definitions = {
        str(path): read_definition(str(path), path.read_bytes())
        for path in files_of(folder / "procedures")
    }
    return Library(definitions, tables, sites, profile, tuple(told))


def files_of(folder: Path) -> list[Path]:
    """The files of a folder that may be definitions, in order of name."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
