"""What is about to be published: one text, with those that go with it, beside all the others."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from engine.checks import check_library
from engine.database.documents import hash_of
from engine.definitions import Definition, Library, Site, load_library
from engine.services.catalogue import digest_of
from engine.services.checking import check_at_sites, offering
from engine.services.desk import Desk, Visitor
from engine.services.studio.copies import Copy, list_copies, open_copy
from engine.services.studio.looking import judged
from engine.services.studio.versions import is_procedure, name_of
from engine.source import Diagnostic

SITES = "sites"
BESIDE = ("fragments", "tables")


@dataclass(frozen=True)
class Subject:
    """Texts that are published together, `path` being the one that it is about.

    `definition` is that of a procedure, None for any other file; `library` is everything as it
    will be.
    """

    desk: Desk
    who: Visitor
    path: str
    files: Mapping[str, str]
    library: Library
    definition: Definition | None

    @property
    def text(self) -> str:
        """The text that it is about."""
        return self.files[self.path]

    @property
    def hash(self) -> str:
        """What tells this text from any other."""
        return hash_of(self.text)

    @property
    def whole_hash(self) -> str:
        """What tells these texts from any others."""
        said = (f"{name} {hash_of(text)}\n" for name, text in sorted(self.files.items()))
        return sha256("".join(said).encode()).hexdigest()

    @property
    def name(self) -> str:
        """The name of the procedure."""
        procedure = self.definition.procedure if self.definition else None
        return procedure.name if procedure else name_of(self.desk, self.path)

    @property
    def language(self) -> str:
        """The language of the author."""
        return self.who.language

    def sites(self) -> list[Site]:
        """The sites that it concerns: those that offer a procedure; the site itself; else all."""
        if self.definition is not None:
            return offering(self.definition, self.library)
        place = str(self.desk.catalogue.files.path(self.path))
        every = list(self.library.sites.values())
        own = [one for one in every if one.source.span.path == place]
        return own if self.path.startswith(f"{SITES}/") else every

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the local rules find wrong in the texts themselves."""
        if self.definition is not None and len(self.files) == 1:
            return judged(self.desk, self.path, self.text).diagnostics
        places = {str(self.desk.catalogue.files.path(one)) for one in self.files}
        said = [*self.library.diagnostics, *check_library(self.library)]
        found = [one for one in said if one.span.path in places]
        for path in filter(is_procedure, self.files):
            definition = self.library.definitions.get(str(self.desk.catalogue.files.path(path)))
            found += check_at_sites(definition, self.library) if definition else ()
        return tuple(found)

    def changed(self) -> Iterator[Definition]:
        """The procedures whose text will be another, fragments included."""
        served = self.desk.catalogue.library.definitions
        for place, definition in self.library.definitions.items():
            before = served.get(place)
            if before is None or digest_of(before) != digest_of(definition):
                yield definition

    def affected(self) -> list[Definition]:
        """The other procedures that read the files: their texts change, or what they stand on."""
        own = str(self.desk.catalogue.files.path(self.path))
        changing = {one.path for one in self.changed()}
        words = [stem_of(one) for one in self.files if not is_procedure(one)]
        offered = {one.name for one in self.sites()} if self.path.startswith(f"{SITES}/") else None
        found = []
        for one in self.library.definitions.values():
            named = any(mentions(one.bundle or one.text, word) for word in words)
            at = {site.name for site in offering(one, self.library)}
            if one.path != own and (
                one.path in changing or named or (offered is not None and at & offered)
            ):
                found.append(one)
        return found


def subject_of(desk: Desk, who: Visitor, path: str, files: Mapping[str, str]) -> Subject:
    """Texts that are to be published, beside all that the site says."""
    library = desk.catalogue.library
    if is_procedure(path) and len(files) == 1:
        library = judged(desk, path, files[path]).library
    else:
        folder = desk.catalogue.files
        over = {**folder.over, **{name: text.encode() for name, text in files.items()}}
        library = load_library(replace(folder, over=over))
    definition = library.definitions.get(str(desk.catalogue.files.path(path)))
    return Subject(desk, who, path, files, library, definition if is_procedure(path) else None)


def copies_read(desk: Desk, who: Visitor, path: str, text: str) -> list[Copy]:
    """The fragments and tables that a procedure reads whose working copy is not published."""
    if not is_procedure(path):
        return []
    definition = judged(desk, path, text).definition
    said = f"{text}\n{definition.bundle}"
    return [
        one
        for one in list_copies(desk, who)
        if one.path.startswith(BESIDE) and mentions(said, stem_of(one.path))
    ]


def files_of(desk: Desk, who: Visitor, path: str, more: tuple[str, ...]) -> dict[str, str]:
    """The working copy of a file, and those that are published with it; raises NotFoundError."""
    return {one: open_copy(desk, who, one).text for one in (path, *more)}


def stem_of(path: str) -> str:
    """The name that other files use for a file: for a text, that of its folder."""
    room, _stroke, file = path.partition("/")
    return file.partition("/")[0] if room == "texts" else file.rpartition(".")[0]


def mentions(text: str, word: str) -> bool:
    """Whether a text holds a name as a word of its own."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None
