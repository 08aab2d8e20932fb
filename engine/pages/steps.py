"""The page of a step."""

from dataclasses import dataclass

from engine.fields import Files, TableChoices
from engine.i18n import gettext
from engine.journeys import Environment, FieldPlan, HubPlace, Journey, StepPlace
from engine.pages.forms import ErrorLine, FormState
from engine.pages.links import Links
from engine.pages.markdown import in_markdown


@dataclass(frozen=True)
class Progress:
    """Where one is: step `position` of `total`, by its title."""

    position: int
    total: int
    title: str


@dataclass(frozen=True)
class ProviderDoor:
    """The button of an identity provider, and the page to go to once one is known."""

    label: str
    following: str


@dataclass(frozen=True)
class StepPage:
    """What the template of a step shows, beside its form."""

    title: str
    heading: str | None
    intro: str | None
    progress: Progress | None
    item: str | None
    back: str | None
    errors: tuple[ErrorLine, ...]
    multipart: bool
    searches: bool
    mention: str | None
    revision: int
    draft: str
    action: str
    next_label: str | None
    quit_url: str | None
    draft_until: str | None
    # What the form carries along unseen; whether what is typed is saved by itself.
    hidden: tuple[tuple[str, str], ...] = ()
    after: str | None = None
    autosaves: bool = True
    provider: ProviderDoor | None = None
    # What is said at the top that is no mistake.
    notice: str | None = None
    # Why the step is asked, where the site says it.
    reason: str = ""


def step_page(
    journey: Journey,
    place: StepPlace,
    links: Links,
    state: FormState,
    *,
    revision: int,
    draft: str,
    draft_until: str | None = None,
) -> StepPage:
    """The page of the step at `place`, with the state of its form."""
    language = journey.environment.context.language
    step = place.plan.step
    title = step.title.render(place.environment, language)
    asked = [one for one in place.plan.fields if one.name in state.visible]
    only = is_heading(place)
    label = asked[0].field.label if only and asked else None
    heading = None if label else title
    said = label.render(state.environment, language) if label else title
    whole = journey.plan.procedure.title.render(journey.environment, language)
    before = journey.before(place.path)
    return StepPage(
        title=f"{said} – {whole}",
        heading=heading,
        intro=intro_of(journey, place, language),
        progress=progress_of(journey, place, title),
        item=around_of(journey, place, language),
        back=None if before is None else links.place(before),
        errors=state.lines,
        multipart=any(isinstance(one.field, Files) for one in asked),
        searches=any(is_searched(one) for one in asked),
        mention=mention_of(asked, state.environment, language),
        revision=revision,
        draft=draft,
        action=links.place(place.path),
        next_label=None if shows_buttons(place) else next_label(journey, place),
        quit_url=links.leave() if revision else None,
        draft_until=draft_until,
        after=in_markdown(step.after, place.environment, language) if step.after else None,
    )


def intro_of(journey: Journey, place: StepPlace, language: str) -> str | None:
    """What is said before the questions; on the first page, what the procedure is for."""
    texts = [place.plan.step.intro]
    if len(place.path) == 1 and journey.position(place.path) == 1:
        texts.insert(0, journey.plan.procedure.intro)
    said = [in_markdown(text, place.environment, language) for text in texts if text is not None]
    return "".join(said) or None


def mention_of(asked: list[FieldPlan], environment: Environment, language: str) -> str | None:
    """What is said of optional answers, when some are and some are not."""
    optional = {
        one.is_optional(environment)
        for one in asked
        if one.field.is_asked and one.field.type_name != "checkbox"
    }
    if optional != {True, False}:
        return None
    return gettext(language, "All answers are required, but those marked “optional”.")


def is_heading(place: StepPlace) -> bool:
    """Whether the step asks one thing, so that its label is the heading of the page.

    A value that is worked out is no question.
    """
    fields = place.plan.fields
    return len(fields) == 1 and fields[0].field.label is not None and fields[0].field.is_asked


def shows_buttons(place: StepPlace) -> bool:
    """Whether the options themselves are the buttons that go on."""
    return [getattr(one.field, "show_as", "") for one in place.plan.fields] == ["buttons"]


def progress_of(journey: Journey, place: StepPlace | HubPlace, title: str) -> Progress | None:
    """Where a place stands in the route, or in its item; nothing when it is alone."""
    inside = journey.item_of(place.path)
    if inside is not None:
        _hub, item = inside
        paths = [one.path for one in item.steps]
        return Progress(paths.index(place.path) + 1, item.total, title)
    total = journey.total() + int(journey.plan.procedure.summary)
    return Progress(journey.position(place.path), total, title) if total > 1 else None


def around_of(journey: Journey, place: StepPlace | HubPlace, language: str) -> str | None:
    """What a place stands in: the sections, the items that have a name; None when in nothing."""
    names: list[str] = []
    path = place.path
    inside = journey.item_of(path)
    while inside is not None:
        hub, item = inside
        name = hub.plan.group.item
        if name is not None:
            names.insert(0, name.render(item.environment, language))
        inside = journey.item_of(hub.path)
    titles = [one.title.render(place.environment, language) for one in place.plan.sections]
    return " – ".join([*names, *titles]) or None


def next_label(journey: Journey, place: StepPlace) -> str:
    """The words on the button: the end of an item, the sending, or simply going on."""
    language = journey.environment.context.language
    procedure = journey.plan.procedure
    inside = journey.item_of(place.path)
    if inside is not None:
        hub, item = inside
        done = hub.plan.group.done
        last = len(item.steps) == item.total and item.steps[-1].path == place.path
        if last and done is not None:
            return str(done.render(item.environment, language))
    elif ends(journey, place):
        if procedure.submit:
            return str(procedure.submit.render(journey.environment, language))
        return gettext(language, "Send")
    return gettext(language, "Next")


def ends(journey: Journey, place: StepPlace) -> bool:
    """Whether saving the step sends the procedure: it has no summary and this is its last."""
    if journey.plan.procedure.summary:
        return False
    return len(journey.places) == journey.total() and journey.places.path(-1) == place.path


def is_searched(plan: FieldPlan) -> bool:
    """Whether the options of a field are looked for in a table."""
    choices = plan.field.choices
    return isinstance(choices, TableChoices) and not choices.whole
