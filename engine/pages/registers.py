"""The page that imports a register: what it should hold, what is wrong with it, what it brings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.definitions import RegisterImport
from engine.errors import InputError
from engine.fields import Field, Json, ListedChoices
from engine.i18n import format_size, gettext, ngettext
from engine.i18n import marked as _
from engine.journeys import CellFault, HubPlace, Register, columns_asked
from engine.pages.links import Links
from engine.pages.markdown import in_markdown
from engine.pages.messages import check_text, error_text, label_text

FIRST_LINES = 5
MOST_FAULTS = 2_000
LABEL = _("Import a register (CSV)")
REFUSED: Mapping[str, str] = {
    "empty": _("This file is empty. Choose a CSV file that has a line of headings and your lines."),
    "size": _("This file is too big: {limit} at most. Send your lines in several files."),
    "not_csv": _("This file is not a CSV file. In your spreadsheet, save it as “CSV”."),
    "broken": _("Line {line} of the file cannot be read: check its quotation marks."),
    "no_line": _("This file has headings, and no line under them."),
    "too_many": _("This file has {count} lines; {most} at most can be entered here."),
    "none": _("Choose a file."),
    "gone": _("The file has to be sent again: it is no longer kept."),
}


@dataclass(frozen=True)
class ColumnLine:
    """A column that the file may have."""

    heading: str
    label: str
    always: bool


@dataclass(frozen=True)
class FaultLine:
    """What is wrong in a line of the file."""

    line: int
    column: str
    typed: str
    text: str


@dataclass(frozen=True)
class Preview:
    """What a file would bring: how many lines, the first ones, what is there now."""

    name: str
    says: str
    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    unread: str
    replace: str
    add: str
    too_many: str


@dataclass(frozen=True)
class RegisterPage:
    """What the template of an import shows."""

    title: str
    heading: str
    intro: str | None
    back: str
    action: str
    template_url: str
    columns: tuple[ColumnLine, ...]
    most: str
    error: str
    faults: tuple[FaultLine, ...]
    fault_count: str
    more_faults: str
    preview: Preview | None
    revision: int
    draft: str


def label_of_import(hub: HubPlace, language: str) -> str:
    """The words that lead to the import of a group."""
    wanted = register_of_group(hub)
    if wanted.label is not None:
        return str(wanted.label.render(hub.environment, language))
    return gettext(language, LABEL)


def refusal(error: InputError, language: str) -> str:
    """Why a file as a whole is not taken."""
    values = dict(error.values)
    if "limit" in values:
        values["limit"] = format_size(int(str(values["limit"])), language)
    return gettext(language, REFUSED[error.key], **values)


def wrong_headings(found: Register, language: str) -> str:
    """What is wrong with the columns of a file."""
    said = []
    if found.missing:
        one, many = _("The column {names} is missing."), _("The columns {names} are missing.")
        said.append(ngettext(language, one, many, len(found.missing), names=quoted(found.missing)))
    if found.twice:
        one = _("The column {names} is there more than once.")
        many = _("The columns {names} are there more than once.")
        said.append(ngettext(language, one, many, len(found.twice), names=quoted(found.twice)))
    if found.too_long:
        names = ", ".join(str(one) for one in found.too_long[:20])
        one = _("The line {names} has more cells than there are headings.")
        many = _("The lines {names} have more cells than there are headings.")
        said.append(ngettext(language, one, many, len(found.too_long), names=names))
    if said and found.unread:
        said.append(gettext(language, _("In your file: {names}."), names=quoted(found.unread)))
    return " ".join(said)


def quoted(names: Sequence[str]) -> str:
    """Names as people read them, one after the other."""
    return ", ".join(f"«\u00a0{one}\u00a0»" for one in names)


def fault_lines(found: Register, language: str) -> Iterator[FaultLine]:
    """All that is wrong with the lines of a file, in their order."""
    for fault in found.faults[:MOST_FAULTS]:
        yield FaultLine(fault.line, fault.heading, fault.typed, fault_text(fault, language))


def fault_text(fault: CellFault, language: str) -> str:
    """What is wrong, in words."""
    if fault.plan is None:
        return check_text(fault.step, fault.error, fault.environment, language)
    if fault.error.key.startswith("check:"):
        return check_text(fault.step, fault.error, fault.environment, language)
    return error_text(fault.plan, fault.error, fault.environment, language)


def count_of_faults(found: Register, language: str) -> str:
    """How much is wrong, and that nothing was taken."""
    lines = len({fault.line for fault in found.faults})
    one = _("{n} line has mistakes: nothing was imported. Correct your file and send it again.")
    many = _("{n} lines have mistakes: nothing was imported. Correct your file and send it again.")
    return ngettext(language, one, many, lines)


def more_faults(found: Register, language: str) -> str:
    """That there is more than is shown."""
    left = len(found.faults) - MOST_FAULTS
    if left <= 0:
        return ""
    return ngettext(language, _("And {n} more mistake."), _("And {n} more mistakes."), left)


def preview_of(hub: HubPlace, found: Register, name: str, language: str) -> Preview:
    """What a right file would bring."""
    new, now = len(found.items), sum(not item.empty for item in hub.items)
    columns = register_of_group(hub).columns
    asked = columns_asked(hub, columns)
    shown = [one for one in asked if any(item.get(one.name) is not None for item in found.items)]
    return Preview(
        name=name,
        says=says(new, now, language),
        headings=tuple(columns[one.name][0] for one in shown),
        lines=tuple(
            tuple(cell_of(one.field, item.get(one.name), hub, language) for one in shown)
            for item in found.items[:FIRST_LINES]
        ),
        unread=quoted(found.unread) if found.unread else "",
        replace=replace_words(new, now, language),
        add=add_words(new, now, language) if now and new + now <= hub.most else "",
        too_many=(
            gettext(language, "All together they would be {count}; {most} at most can be entered"
                    " here.", count=new + now, most=hub.most)
            if now and new + now > hub.most
            else ""
        ),
    )  # fmt: skip


def cell_of(field: Field, answer: Json, hub: HubPlace, language: str) -> str:
    """An answer as a cell says it: what was chosen, by its label; the rest as it is typed."""
    if answer is None:
        return ""
    if not isinstance(field.choices, ListedChoices):
        return ", ".join(field.raw(answer))
    labels = {one.value: one.label for one in field.choices.options}
    chosen = answer if isinstance(answer, list) else [answer]
    return ", ".join(
        str(labels[one].render(hub.environment, language)) if one in labels else str(one)
        for one in chosen
    )


def says(new: int, now: int, language: str) -> str:
    """How many lines there are, and how many items are there already."""
    one, many = _("{n} line was read, without mistake."), _("{n} lines were read, without mistake.")
    read = ngettext(language, one, many, new)
    if not now:
        return read
    one, many = _("{n} is entered here already."), _("{n} are entered here already.")
    return f"{read} {ngettext(language, one, many, now)}"


def replace_words(new: int, now: int, language: str) -> str:
    """The words of the button that puts the lines in the place of what is there."""
    if not now:
        return ngettext(language, _("Import {n} line"), _("Import {n} lines"), new)
    one, many = _("Replace all by this line"), _("Replace all by these {n} lines")
    return ngettext(language, one, many, new)


def add_words(new: int, now: int, language: str) -> str:
    """The words of the button that adds the lines to what is there."""
    del now
    return ngettext(language, _("Add this line"), _("Add these {n} lines"), new)


def register_of_group(hub: HubPlace) -> RegisterImport:
    """What the group says of its register; there is one."""
    found = hub.plan.group.register
    assert found is not None  # noqa: S101 - the caller has looked
    return found


@dataclass(frozen=True)
class Outcome:
    """What became of a file: read and right, read and wrong, or not read at all."""

    found: Register | None = None
    error: str = ""
    preview: Preview | None = None


def register_page(
    hub: HubPlace, links: Links, title: str, draft: tuple[str, int], outcome: Outcome
) -> RegisterPage:
    """The page of an import."""
    language = hub.environment.context.language
    wanted = register_of_group(hub)
    heading = label_of_import(hub, language)
    action, found, error = links.register(hub.path), outcome.found, outcome.error
    wrong = found is not None and not found.is_right
    most = gettext(language, "{most} lines at most.", most=hub.most)
    return RegisterPage(
        title=f"{heading} – {title}",
        heading=heading,
        intro=in_markdown(wanted.intro, hub.environment, language) if wanted.intro else None,
        back=links.place(hub.path),
        action=action,
        template_url=f"{action}/modele.csv",
        columns=tuple(columns_of_page(hub, wanted, language)),
        most=most,
        error=error or (wrong_headings(found, language) if found and wrong else ""),
        faults=tuple(fault_lines(found, language)) if found else (),
        fault_count=count_of_faults(found, language) if found and found.faults else "",
        more_faults=more_faults(found, language) if found else "",
        preview=outcome.preview,
        draft=draft[0],
        revision=draft[1],
    )


def columns_of_page(hub: HubPlace, wanted: RegisterImport, language: str) -> Iterator[ColumnLine]:
    """The columns that a file may have, and those that it must."""
    for one in columns_asked(hub, wanted.columns):
        heading = wanted.columns[one.name][0]
        yield ColumnLine(heading, label_text(one.field, hub.environment, language), one.always)
