"""A procedure looked at while it is written: one file, served from a state of its own."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from engine.checks import described, sentence
from engine.database import versions
from engine.definitions import Definition, Library, Procedure
from engine.definitions.definition import read_definition, read_site
from engine.definitions.library import SUFFIXES, files_of
from engine.definitions.words import read_parameter
from engine.errors import NotFoundError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services import demonstrating
from engine.services.catalogue import Catalogue, Good
from engine.services.demonstration import PERSONS
from engine.services.opening import open_desk
from engine.settings import Settings
from engine.source import Diagnostic, Severity, Span, read
from engine.source.nodes import Mapping, Node, Scalar, Sequence

NOBODY = "nobody"
ROOMS = ("procedures", "sites", "tables", "fragments")
# What a procedure uses of the library beside it.
USED = ("tables", "texts", "fragments", "medias", "profile.yaml")
# What is kept of its site: not the pages, which speak of other procedures.
KEPT = (
    "title", "service", "profiles", "links", "theme", "parameters", "payment", "legal", "nir",
    "help",
)  # fmt: skip
HOSTS = "hosts: [127.0.0.1, localhost]"
WITHOUT_SITE = """\
site: apercu
title: Aperçu
service:
  name: Service des démarches
  address: [1 place de l'Exemple, 00000 Exempleville]
  email: demarches@demo.test
  phone: 01 00 00 00 00
"""


@dataclass(frozen=True)
class Preview:
    """A file that is looked at: where it and its library are, and who looks at it."""

    file: Path
    beside: Path | None
    settings: Settings
    person: str


@dataclass(frozen=True)
class Told:
    """Something wrong with the file, in words, with its line."""

    is_error: bool
    text: str


def prepare(file: Path, state: Path, port: int, site: str, person: str, now: datetime) -> Preview:
    """Lay out a state for a file: its library, a site, persons. Raises NotFoundError for a site."""
    beside = library_of(file)
    forms = state / "forms"
    lay_out(file, beside, forms, site)
    settings = Settings.of(
        {
            "STATE": str(state / "var"),
            "FORMS": str(forms),
            "DEVELOPMENT": "yes",
            "PORT": str(port),
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
        }
    )
    desk = open_desk(settings)
    try:
        desk.catalogue.refresh(now)
        for name in desk.catalogue.sites:
            demonstrating.have_persons(desk, name, now)
    finally:
        desk.database.close()
    chosen = person or person_for(file)
    return Preview(file, beside, settings, "" if chosen == NOBODY else chosen)


def library_of(file: Path) -> Path | None:
    """The folder of definitions that a file stands in or beside, None when there is none."""
    folders = [file.parent.parent] if file.parent.name == "procedures" else []
    for folder in (*folders, file.parent):
        if any((folder / room).is_dir() for room in ROOMS):
            return folder
    return None


def lay_out(file: Path, beside: Path | None, forms: Path, site: str) -> None:
    """Make a folder of definitions in which there are the file and what it uses: they are linked,
    so that what is changed is seen.
    """
    for room in ("procedures", "sites"):
        (forms / room).mkdir(parents=True)
    name = file.name if file.suffix in SUFFIXES else f"{file.name}.yaml"
    (forms / "procedures" / name).symlink_to(file.resolve())
    for used in USED:
        if beside is not None and (beside / used).exists():
            (forms / used).symlink_to((beside / used).resolve())
    text = site_text(beside, site, name_in(file))
    (forms / "sites" / "site.yaml").write_text(text, "utf-8")


def name_in(file: Path) -> str:
    """The name of the procedure that a file says, "" when it says none."""
    procedure = procedure_in(file)
    return procedure.name if procedure is not None else ""


def procedure_in(file: Path) -> Procedure | None:
    """What a file says, as far as it can be read alone."""
    return read_definition(str(file), file.read_bytes()).procedure


def person_for(file: Path) -> str:
    """The person of the demonstration for whom a procedure is; nobody when it is for anyone."""
    procedure = procedure_in(file)
    audience = procedure.audience if procedure is not None else ()
    if "anyone" in audience:
        return NOBODY
    found = (one.id for one in PERSONS if one.profile in audience)
    return next(found, PERSONS[0].id)


def site_text(beside: Path | None, wanted: str, procedure: str) -> str:
    """The site at which the procedure is looked at: the one wanted, else one that offers it."""
    sites = {}
    for path in files_of(beside / "sites") if beside is not None else ():
        data = path.read_bytes()
        site, told, _wrong = read_site(str(path), data)
        if site is not None and not told:
            sites[site.name] = site, data
    if wanted and wanted not in sites:
        raise NotFoundError(wanted)
    offering = (name for name, (site, _data) in sites.items() if procedure in site.procedures)
    name = wanted or next(offering, "") or next(iter(sites), "")
    if not name:
        return f"{WITHOUT_SITE}{HOSTS}\n"
    root, _told = read("", sites[name][1])
    kept = (
        f"{key.value}: {flow(value)}"
        for key, value in (root.entries if isinstance(root, Mapping) else ())
        if key.value in KEPT
    )
    return "\n".join([f"site: {name}", HOSTS, *kept, ""])


def flow(node: Node) -> str:
    """A part of a definition, on one line."""
    if isinstance(node, Scalar):
        is_text = node.quoted or isinstance(read_parameter(node.value), str)
        return json.dumps(node.value, ensure_ascii=False) if is_text else node.value
    if isinstance(node, Sequence):
        return f"[{', '.join(map(flow, node.items))}]"
    entries = (f"{json.dumps(key.value, ensure_ascii=False)}: {flow(value)}"
               for key, value in node.entries)  # fmt: skip
    return f"{{{', '.join(entries)}}}"


class OneFile(Catalogue):
    """The one procedure that is looked at: what was begun goes on with what is written now."""

    @property
    def mark(self) -> str:
        """What changes when a file does."""
        number, files = self._stamp or (0, frozenset())
        return hashlib.sha256(repr((number, sorted(files))).encode()).hexdigest()[:16]

    @property
    def name(self) -> str:
        """The name of the procedure; raises NotFoundError while no version of it is good."""
        names = self.names()
        if not names:
            raise NotFoundError("procedure")
        return names[0]

    def _failing(self, definition: Definition, library: Library) -> tuple[Diagnostic, ...]:
        found = super()._failing(definition, library)
        # Who writes sees what is written, and what its tests say of it.
        return tuple(replace(one, severity=Severity.WARNING) for one in found)

    def _published(self, definition: Definition, procedure: Procedure, now: datetime) -> Good:
        good = super()._published(definition, procedure, now)
        for one in versions.list_all(self.database, procedure.name):
            if one.number != good.number and one.withdrawn_at is None:
                versions.withdraw(self.database, procedure.name, one.number, now)
        return good


def mark_of(preview: Preview, catalogue: OneFile) -> str:
    """What changes when a file does, and when the one that is looked at is gone."""
    return catalogue.mark if preview.file.is_file() else f"{catalogue.mark}-"


def told_of(preview: Preview, catalogue: Catalogue, language: str) -> Iterator[Told]:
    """What is wrong with the file, and with what it uses when that is an error."""
    if not preview.file.is_file():
        yield Told(True, gettext(language, _("{path} is not there any more"), path=preview.file))
    forms = preview.settings.forms
    for one in catalogue.diagnostics:
        is_own = Path(one.span.path).parent == forms / "procedures"
        if is_own or one.severity is Severity.ERROR:
            yield told(preview, one, catalogue.library.definitions.get(one.span.path), language)


def told(preview: Preview, one: Diagnostic, own: Definition | None, language: str) -> Told:
    """A diagnostic with the path that the author knows, and the line as it was read."""
    path = preview.file
    if own is None and preview.beside is not None:
        path = preview.beside / Path(one.span.path).relative_to(preview.settings.forms)
    placed = replace(one, span=Span(str(path), one.span.start, one.span.end))
    try:
        text = path.read_text("utf-8", "replace") if own is None else own.text
        said = described(placed, text, language)
    except OSError:
        said = sentence(one, language)
    return Told(one.severity is Severity.ERROR, said)
