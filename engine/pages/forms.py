"""What a step's form shows at this moment: values, errors, options, files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.errors import InputError
from engine.fields import Files
from engine.i18n import format_size, gettext
from engine.journeys import (
    CHECK,
    Environment,
    FieldPlan,
    Offered,
    Raw,
    StepPlace,
    default_query,
    offered,
    prefilled,
    proposed,
    raw_of,
)
from engine.journeys.grids import CellError
from engine.pages.amounts import Amount, amount_of
from engine.pages.grids import GridView, cell_texts, grid_view
from engine.pages.links import Links
from engine.pages.messages import check_text, error_text


@dataclass(frozen=True)
class ErrorLine:
    """One line of the error summary: where it leads, what it says."""

    field_id: str
    text: str


@dataclass(frozen=True)
class FileLine:
    """One file received, as its row shows it."""

    id: str
    name: str
    size: str
    pages: int | None
    kind: str
    thumbnail: str | None
    url: str
    warning: str | None


@dataclass(frozen=True)
class FileList:
    """The files received for a field, and the room that is left; sizes in bytes and in words."""

    rows: tuple[FileLine, ...]
    used: int
    limit: int | None
    left: int | None
    used_text: str
    limit_text: str


@dataclass(frozen=True)
class FormState:
    """What changes in a step's form from one request to the next."""

    values: Raw
    errors: Mapping[str, str]
    visible: frozenset[str]
    environment: Environment
    options: Mapping[str, tuple[Offered, ...]] = field(default_factory=dict)
    queries: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, FileList] = field(default_factory=dict)
    lines: tuple[ErrorLine, ...] = ()
    # The fields whose controls show what the account knows.
    known: frozenset[str] = frozenset()
    amounts: Mapping[str, Amount] = field(default_factory=dict)
    grids: Mapping[str, GridView] = field(default_factory=dict)
    # Why questions are asked, where the site says it.
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Input:
    """What a person just did at a step: what was typed, what is wrong with it, what is searched.

    `visible` and `environment` are those of the answers typed, when these were judged.
    """

    typed: Raw | None = None
    errors: Mapping[str, InputError] = field(default_factory=dict)
    visible: frozenset[str] | None = None
    environment: Environment | None = None
    query: str | None = None


NOTHING_DONE = Input()


def form_state(
    place: StepPlace, links: Links, language: str, done: Input = NOTHING_DONE
) -> FormState:
    """The form of a step: what was typed if anything was, else the answers kept."""
    query = done.query
    visible = frozenset(one.name for one in place.visible) if done.visible is None else done.visible
    here = done.environment or place.environment
    plans = [one for one in place.plan.fields if one.name in visible and not one.field.is_hidden]
    shown = frozenset(one.name for one in plans)
    amounts = dict(amounts_in(plans, here, language))
    kept = kept_values(place, plans_kept(place, plans, done.typed), here)
    found_out = {name: [one.shown] for name, one in amounts.items()}
    values = {**kept, **(done.typed or {}), **found_out}
    texts = {
        name: error_text(place.plan.by_name[name], error, here, language)
        for name, error in done.errors.items()
        if name in place.plan.by_name and not is_elsewhere(error)
    }
    cells = dict(wrong_cells(place, done, here, language))
    texts |= {name: one.fault for name, one in amounts.items() if one.fault}
    checks = {
        name: check_text(place.plan, error, here, language)
        for name, error in done.errors.items()
        if error.key.startswith(CHECK)
    }
    texts.update({name: text for name, text in checks.items() if name in shown})
    found = {one.name: one for one in plans}
    chosen = {name: "".join(values.get(name, ())[:1]) for name in found}
    return FormState(
        values=values,
        errors=texts,
        visible=shown,
        environment=here,
        options={
            one.name: tuple(offered(one, here, query, chosen[one.name]))
            for one in plans
            if is_dynamic(one)
        },
        queries={
            one.name: default_query(one, here) if query is None else query
            for one in plans
            if one.options is not None and one.options.table is not None
        },
        files={
            one.name: file_list(one, place.answers.get(one.name) or (), links, language)
            for one in plans
            if isinstance(one.field, Files)
        },
        lines=error_lines(place, texts, checks, cells),
        grids={
            one.name: grid_view(one, values, cells, here, language) for one in plans if one.columns
        },
        amounts=amounts,
        known=frozenset(one.name for one in plans if shows_known(one, values, here)),
    )


def amounts_in(
    plans: list[FieldPlan], environment: Environment, language: str
) -> Iterator[tuple[str, Amount]]:
    """The values worked out that a page shows, each with its explanation."""
    for one in plans:
        amount = amount_of(one, environment, language)
        if amount is not None:
            yield one.name, amount


def shows_known(plan: FieldPlan, values: Raw, environment: Environment) -> bool:
    """Whether the controls of a field show what the account knows, and nothing else."""
    if plan.prefill is None:
        return False
    known = prefilled(plan, environment)
    return bool(known) and all(values.get(name) == texts for name, texts in known.items())


def plans_kept(place: StepPlace, plans: list[FieldPlan], typed: Raw | None) -> list[FieldPlan]:
    """The fields that show their answer kept: with a form sent, those that it did not have.

    A box that was unticked sends nothing; what a form did have is shown as it was sent.
    """
    return plans if typed is None else [one for one in plans if one not in place.visible]


def is_elsewhere(error: InputError) -> bool:
    """Whether what is wrong is said of a check, or of cells, and not of the field as a whole."""
    return error.key.startswith(CHECK) or any(isinstance(one, CellError) for one in error.all)


def wrong_cells(
    place: StepPlace, done: Input, environment: Environment, language: str
) -> Iterator[tuple[str, str]]:
    """What is wrong with cells, by the names of their controls."""
    for name, error in done.errors.items():
        if name in place.plan.by_name:
            yield from cell_texts(place.plan.by_name[name], error, environment, language)


def error_lines(
    place: StepPlace,
    texts: Mapping[str, str],
    checks: Mapping[str, str],
    cells: Mapping[str, str],
) -> tuple[ErrorLine, ...]:
    """The error summary: the fields in their order, then the checks of the step."""
    fields: list[ErrorLine] = []
    for one in place.plan.fields:
        if one.name in texts:
            fields += [ErrorLine(target(one), line) for line in texts[one.name].split("\n")]
        fields += [
            ErrorLine(f"champ-{name}", text)
            for name, text in cells.items()
            if one.columns and name.startswith(f"{one.name}.")
        ]
    rest = [ErrorLine("", text) for name, text in checks.items() if name not in texts]
    return (*fields, *rest)


def target(plan: FieldPlan) -> str:
    """The identifier of the control that an error leads to."""
    if plan.field.is_hidden:
        return ""
    if plan.field.parts:
        return f"champ-{plan.name}.{plan.field.parts[0]}"
    return f"champ-{plan.name}"


def kept_values(
    place: StepPlace, plans: list[FieldPlan], environment: Environment
) -> dict[str, Any]:
    """What the controls show of the answers kept, or of the defaults."""
    values: dict[str, Any] = {}
    for one in plans:
        answer = place.answers.get(one.name)
        if answer is not None:
            values.update(raw_of(one, answer))
        elif one.name not in place.answers:
            values.update(proposed(one, environment))
    return values


def is_dynamic(plan: FieldPlan) -> bool:
    """Whether the options of a field must be worked out at each request."""
    options = plan.options
    if options is None:
        return False
    return bool(options.table or options.rows_path or options.conditions) or has_changing_labels(
        plan
    )


def has_changing_labels(plan: FieldPlan) -> bool:
    """Whether an option is worded by answers; those shown as buttons read the site only."""
    if getattr(plan.field, "show_as", "") == "buttons":
        return False
    texts = [
        text
        for option in getattr(plan.field.choices, "options", ())
        for text in (option.label, option.help)
        if text is not None
    ]
    return any(one.constant is None for text in texts for one in text.templates.values())


def file_list(plan: FieldPlan, files: Any, links: Links, language: str) -> FileList:
    """The rows of the files received and the weight they use."""
    used = sum(one["size"] for one in files)
    limit = plan.limits.get("max_total_size")
    return FileList(
        rows=tuple(file_line(one, links, language) for one in files),
        used=used,
        limit=limit,
        left=None if limit is None else max(0, limit - used),
        used_text=format_size(used, language),
        limit_text="" if limit is None else format_size(limit, language),
    )


def file_line(one: Mapping[str, Any], links: Links, language: str) -> FileLine:
    """The row of one file."""
    warning = one.get("warning")
    return FileLine(
        id=one["id"],
        name=one["name"],
        size=format_size(one["size"], language),
        pages=one.get("pages"),
        kind=one["media_type"].rpartition("/")[2].upper(),
        thumbnail=links.thumbnail(one["id"]) if one.get("thumbnail") else None,
        url=links.file(one["id"]),
        warning=gettext(language, warning) if warning else None,
    )
