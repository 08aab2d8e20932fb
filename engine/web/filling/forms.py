"""The form of a step, compiled once per version, site and language.

The partial of each field is rendered once with slots in place of what changes; a request
only joins texts and fills the slots.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment as Templates
from markupsafe import Markup, escape

from engine.fields import Choice, Files, ListedChoices, TableChoices, Text
from engine.fields import Field as FieldModel
from engine.i18n import gettext
from engine.journeys import FieldPlan, StepPlan
from engine.pages.forms import FileList, FormState, is_dynamic
from engine.pages.markdown import as_html, in_markdown
from engine.web.slots import Piece, Slot, filled, pieces_of, slot

EMPTY = Markup("")
DIGITS = Markup(' inputmode="numeric"')
WHY = Markup(
    '<details class="amount"><summary>{}<span class="unseen"> – {}</span></summary>'
    '<p class="rule">{}</p></details>'
)
ACCEPT = {"pdf": ".pdf,application/pdf", "jpeg": ".jpg,.jpeg,image/jpeg", "png": ".png,image/png"}


@dataclass(frozen=True, slots=True)
class Block:
    """One field: texts that never change, and slots."""

    plan: FieldPlan
    pieces: tuple[Piece, ...]
    texts: tuple[Text, ...]
    has_help: bool
    field: "FormField"


@dataclass(frozen=True)
class Form:
    """The form of a step, ready to be filled."""

    step: StepPlan
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class FormOption:
    """An option as partials print it."""

    value: str
    id: str
    label: str
    help: str
    link: str
    checked: Markup


@dataclass(frozen=True)
class FormPart:
    """A part of a composite field as partials print it."""

    name: str
    id: str
    label: str
    optional: bool
    autocomplete: str
    attributes: Markup
    value: Markup
    is_short: bool = False


class FormField:
    """A field as its partial prints it: constants, and slots for what changes."""

    def __init__(self, plan: FieldPlan, language: str, heading: bool, site: Mapping[str, Any]):
        field = plan.field
        self.texts: list[Text] = []
        self.name = field.name
        self.id = f"champ-{field.name}"
        self.heading = heading
        # A box that may stay unticked is no answer that one may omit.
        self.optional = field.optional is True and field.type_name != "checkbox"
        self.omitted = slot("omitted", field.name) if plan.may_omit else EMPTY
        self.widget = widget_of(field)
        self.label = self.said(field.label, language) if field.label else escape(field.name)
        self.has_help = field.help is not None
        self.help = self.said(field.help, language) if field.help else EMPTY
        self.value = EMPTY if field.is_secret else slot("value", field.name)
        self.error = slot("error", field.name)
        self.state = slot("state", field.name)
        self.described = slot("described", field.name)
        self.files = slot("files", field.name)
        self.may_be_known, self.known = field.prefill is not None, slot("known", field.name)
        self.query = slot("query", field.name)
        self.limit, self.most_words = most_of(plan)
        self.attributes = attributes_of(field)
        self.dynamic_options = is_dynamic(plan)
        self.options = (
            slot("options", field.name)
            if self.dynamic_options
            else options_of(field, language, site)
        )
        self.parts = [part_of(field, part, language) for part in field.parts]
        self.draw_texts(field, language)
        # What is shown while no file is received, by what it tells: drawn once.
        self.empty_lists: dict[FileList, str] = {}

    def draw_texts(self, field: FieldModel, language: str) -> None:
        """What only some types have."""
        self.amount = slot("amount", field.name)
        self.grid = slot("grid", field.name)
        self.prefix, self.suffix = field.affixes(language)
        self.width = field.width
        self.hint = gettext(language, field.hint) if field.hint else ""
        self.digits = getattr(field, "digits", False)
        self.accept = ",".join(ACCEPT[one] for one in getattr(field, "accept", ()))
        self.refusals = refusals_of(field, language)
        self.text = self.said(getattr(field, "text", None), language, html=True)
        self.read = self.said(getattr(field, "read", None), language)
        self.read_url = f"/textes/{getattr(field, 'document', '')}"

    def said(self, text: Text | None, language: str, *, html: bool = False) -> Markup:
        """A text of the author: itself when it is constant, a slot else."""
        if text is None:
            return EMPTY
        constant = text.constant(language)
        if constant is not None:
            return Markup(as_html(constant)) if html else escape(constant)  # noqa: S704
        self.texts.append(text)
        return slot("html" if html else "text", str(len(self.texts) - 1))


def most_of(plan: FieldPlan) -> tuple[Any, Any]:
    """The most characters and the most words of a text, when they are known beforehand."""
    return plan.limits.get("max_length"), dict(plan.fixed).get("words_max")


def widget_of(field: FieldModel) -> str:
    """The partial that draws the field."""
    if isinstance(field.choices, TableChoices) and not field.choices.whole:
        return "search"
    return field.show_as if isinstance(field, Choice) else field.widget


def refusals_of(field: FieldModel, language: str) -> dict[str, str]:
    """Why a file is refused, in the server's words, for a browser that sees it by itself.

    The browser knows the name and the sizes: it puts them in the place of `{name}` and others.
    """
    if not isinstance(field, Files):
        return {}
    values = {one: f"{{{one}}}" for one in ("name", "size", "left", "over")}
    values["formats"] = field.formats
    found = {}
    for key in ("type", "empty", "max_total_size"):
        own = field.messages.get(key)
        if own is not None:
            found[key] = own.render(values, language)
        else:
            found[key] = gettext(language, field.message(key), **values)
    return found


def attributes_of(field: FieldModel) -> Markup:
    """The HTML attributes that never change."""
    found = {**field.html, **({"autocomplete": field.token} if field.token else {})}
    return EMPTY.join(Markup(' {}="{}"').format(*one) for one in found.items())


def options_of(field: FieldModel, language: str, site: Mapping[str, Any]) -> list[FormOption]:
    """The options written in the definition, those of the type, the box of a checkbox."""
    if field.widget in {"checkbox", "consent"}:
        return [
            FormOption("oui", f"champ-{field.name}", "", "", "", slot("check", field.name, "oui"))
        ]
    own = field.offered(language)
    if own:
        return [form_option(field.name, value, label) for value, label in own]
    if not isinstance(field.choices, ListedChoices):
        return []
    known = {"site": site}
    return [
        form_option(
            field.name,
            option.value,
            option.label.render(known, language),
            option.help.render(known, language) if option.help else "",
            option.link.render(known, language) if option.link else "",
        )
        for option in field.choices.options
    ]


def form_option(
    name: str, value: str, label: str, help_text: str = "", link: str = ""
) -> FormOption:
    """An option whose tick is filled later."""
    return FormOption(
        value, option_id(name, value), label, help_text, link, slot("check", name, value)
    )


def option_id(name: str, value: str) -> str:
    """The identifier of an option: HTML wants no blank in it."""
    return f"choix-{name}-{'-'.join(value.split())}"


def part_of(field: FieldModel, part: str, language: str) -> FormPart:
    """A part of a composite field."""
    name = f"{field.name}.{part}"
    return FormPart(
        name=name,
        id=f"champ-{name}",
        label=gettext(language, field.part_labels.get(part, part)),
        optional=part in field.optional_parts,
        autocomplete="off" if field.autocomplete == "off" else field.part_tokens.get(part, ""),
        attributes=DIGITS if part in field.parts_in_digits else EMPTY,
        is_short=part in field.parts_in_digits | field.parts_short,
        value=slot("value", name),
    )


def compile_form(
    step: StepPlan, templates: Templates, language: str, heading: bool, site: Mapping[str, Any]
) -> Form:
    """The form of a step: the partial of each of its fields, rendered once."""
    blocks = []
    for plan in step.fields:
        field = FormField(plan, language, heading, site)
        template = templates.get_template(f"fields/{field.widget}.html")
        html = template.render(field=field, language=language)
        blocks.append(Block(plan, pieces_of(html), tuple(field.texts), field.has_help, field))
    return Form(step, tuple(blocks))


class Filler:
    """Fills a form with the state of one request."""

    def __init__(self, state: FormState, language: str, templates: Templates) -> None:
        self.state = state
        self.language = language
        self.templates = templates
        self.fill: Mapping[str, Callable[[Block, Slot], str]] = {
            "value": self.value,
            "check": self.check,
            "error": self.error,
            "state": self.invalid,
            "described": self.described,
            "text": self.text,
            "html": self.html,
            "options": self.options,
            "query": self.query,
            "files": self.files,
            "known": self.known,
            "amount": self.amount,
            "grid": self.grid,
            "omitted": self.omitted,
        }

    def form(self, form: Form) -> Markup:
        """All the blocks; those that do not concern the person are there, empty and hidden."""
        return Markup("".join(self.block(block) for block in form.blocks))  # noqa: S704

    def block(self, block: Block, extra: str = "") -> str:
        """One field, in its own element."""
        name = block.plan.name
        if name not in self.state.visible:
            return f'<div class="field" id="bloc-{name}" hidden{extra}></div>\n'
        fill = self.fill
        inside = filled(block.pieces, lambda place: fill[place.kind](block, place))
        if name in self.state.reasons:
            inside += self.reason(block)
        kind = "field detail" if block.plan.field.detail_of else "field"
        return f'<div class="{kind}" id="bloc-{name}"{extra}>{inside}</div>\n'

    def reason(self, block: Block) -> str:
        """Why the question is asked, closed at first."""
        label = block.plan.field.label
        said = label.render(self.state.environment, self.language) if label else block.plan.name
        reason = self.state.reasons[block.plan.name]
        return str(WHY.format(gettext(self.language, "Why this question?"), said, reason))

    def value(self, block: Block, place: Slot) -> str:
        """What the control shows."""
        del block
        found = self.state.values.get(place.name)
        return str(escape(found[0])) if found else ""

    def check(self, block: Block, place: Slot) -> str:
        """The tick of an option."""
        if place.option not in self.state.values.get(place.name, ()):
            return ""
        return " selected" if block.field.widget == "select" else " checked"

    def omitted(self, block: Block, place: Slot) -> str:
        """The mark of an answer that may be left out, here."""
        del place
        if not block.plan.is_optional(self.state.environment):
            return ""
        word = gettext(self.language, "(optional)")
        return Markup(' <span class="optional">{}</span>').format(word)

    def error(self, block: Block, place: Slot) -> str:
        """What is wrong with the answer."""
        del block
        return self.errors_of(place.name)

    def errors_of(self, name: str) -> Markup:
        """What is wrong with the answer to a field, nothing when nothing is."""
        text = self.state.errors.get(name)
        if text is None:
            return EMPTY
        lines = Markup("<br>").join(text.split("\n"))
        return Markup('<p class="error" id="erreur-{}">{}</p>').format(name, lines)

    def invalid(self, block: Block, place: Slot) -> str:
        """The mark of a wrong answer, for assistive technology."""
        del block
        return ' aria-invalid="true"' if place.name in self.state.errors else ""

    def described(self, block: Block, place: Slot) -> str:
        """What describes the control: its help, its error."""
        ids = [f"aide-{place.name}"] if block.has_help else []
        ids += [f"avant-{place.name}"] if block.field.prefix else []
        ids += [f"unite-{place.name}"] if block.field.suffix else []
        if place.name in self.state.known:
            ids.append(f"connu-{place.name}")
        if place.name in self.state.errors:
            ids.append(f"erreur-{place.name}")
        return f' aria-describedby="{" ".join(ids)}"' if ids else ""

    def text(self, block: Block, place: Slot) -> str:
        """A text of the author that depends on answers."""
        text = block.texts[int(place.name)]
        return str(escape(text.render(self.state.environment, self.language)))

    def html(self, block: Block, place: Slot) -> str:
        """A text of the author in Markdown."""
        text = block.texts[int(place.name)]
        return in_markdown(text, self.state.environment, self.language)

    def query(self, block: Block, place: Slot) -> str:
        """What is searched for."""
        del block
        return str(escape(self.state.queries.get(place.name, "")))

    def options(self, block: Block, place: Slot) -> str:
        """The options found for this request."""
        name = place.name
        chosen = self.state.values.get(name, ())
        word = "selected" if block.field.widget == "select" else "checked"
        shown = [
            FormOption(
                one.value,
                option_id(name, one.value),
                one.label,
                one.help,
                one.link,
                Markup(f" {word}") if one.value in chosen else EMPTY,  # noqa: S704
            )
            for one in self.state.options.get(name, ())
        ]
        query = self.state.queries.get(name)
        always = len(getattr(block.plan.field.choices, "always", ()))
        return self.templates.get_template("fields/options.html").render(
            field=block.field,
            options=shown,
            query=query,
            found=len(shown) - always if query else None,
            language=self.language,
        )

    def known(self, block: Block, place: Slot) -> str:
        """Where the value shown comes from, when it is what the account knows."""
        del block
        if place.name not in self.state.known:
            return ""
        text = gettext(self.language, "Already known from your account")
        return Markup('<p class="help" id="connu-{}">{}</p>').format(place.name, text)

    def amount(self, block: Block, place: Slot) -> str:
        """How a value was worked out."""
        del block
        return self.templates.get_template("fields/amount.html").render(
            amount=self.state.amounts[place.name], language=self.language
        )

    def grid(self, block: Block, place: Slot) -> str:
        """The rows of a field."""
        return self.templates.get_template("fields/grid_rows.html").render(
            field=block.field, grid=self.state.grids[place.name], language=self.language
        )

    def files(self, block: Block, place: Slot) -> str:
        """The files received; that there is none is drawn once."""
        files = self.state.files[place.name]
        if files.rows:
            return self.drawn_files(block, files)
        empty = block.field.empty_lists
        if files not in empty:
            empty[files] = self.drawn_files(block, files)
        return empty[files]

    def drawn_files(self, block: Block, files: FileList) -> str:
        """The list of the files of a field."""
        return self.templates.get_template("fields/file_list.html").render(
            field=block.field, files=files, language=self.language
        )
