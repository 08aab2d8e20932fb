"""The page of a hub: the items of a group and their state."""

from dataclasses import dataclass, replace
from typing import Literal

from engine.i18n import gettext, ngettext
from engine.journeys import HubPlace, ItemPlace, Journey
from engine.pages.links import Links
from engine.pages.markdown import in_markdown
from engine.pages.registers import label_of_import
from engine.pages.steps import Progress, around_of, progress_of

# How many items a hub shows on one page.
AT_ONCE = 20
State = Literal["todo", "doing", "done", "extra"]


@dataclass(frozen=True)
class HubItem:
    """One row of the hub."""

    position: int
    title: str
    state: State
    url: str
    action: str
    remove_url: str | None
    anchor: str = ""
    tag: str | None = None


@dataclass(frozen=True)
class HubSlice:
    """Which items a hub of many shows: from `first` to `last` of `total`, and the other pages."""

    first: int
    last: int
    total: int
    done: int
    before: str | None
    after: str | None


@dataclass(frozen=True)
class DrivenQuestion:
    """The question whether there is another item: `value` is `oui`, `non` or not said yet."""

    name: str
    label: str
    value: str
    error: str | None = None


@dataclass(frozen=True)
class HubPage:
    """What the template of a hub shows."""

    title: str
    heading: str
    intro: str | None
    progress: Progress | None
    back: str | None
    items: tuple[HubItem, ...]
    can_add: bool
    add_label: str | None
    missing: str | None
    extra: str | None
    next_url: str | None
    quit_url: str
    revision: int
    draft: str
    action: str
    around: str | None = None
    problems: tuple[str, ...] = ()
    slice: HubSlice | None = None
    question: DrivenQuestion | None = None
    full: str | None = None
    register: str | None = None
    register_url: str = ""


def hub_page(
    journey: Journey,
    hub: HubPlace,
    links: Links,
    *,
    revision: int,
    draft: str,
    action: str,
    number: int | None = None,
) -> HubPage:
    """The page of the hub at its place on the journey.

    Of many items it shows those of page `number`, else of the page where something is to be done.
    """
    language = journey.environment.context.language
    heading = hub.plan.group.title.render(hub.environment, language)
    whole = journey.plan.procedure.title.render(journey.environment, language)
    before = journey.before(hub.path)
    summary = int(journey.plan.procedure.summary)
    group = hub.plan.group
    intro = group.intro
    page = page_of(hub) if number is None else min(max(number, 1), pages_of(hub))
    shown = hub.items[(page - 1) * AT_ONCE : page * AT_ONCE]
    return HubPage(
        title=f"{heading} – {whole}",
        heading=heading,
        intro=in_markdown(intro, hub.environment, language) if intro else None,
        progress=(
            Progress(journey.position(hub.path), journey.total() + summary, heading)
            if len(hub.path) == 1
            else progress_of(journey, hub, heading)
        ),
        back=None if before is None else links.place(before),
        items=tuple(hub_item(item, hub, links, language) for item in shown),
        can_add=hub.can_add and not extra_items(hub),
        add_label=group.add.render(hub.environment, language) if group.add else None,
        missing=missing_text(hub, language),
        extra=extra_text(hub, language),
        next_url=(
            links.place(journey.following(hub.path)) if hub.complete and not hub.asks else None
        ),
        quit_url=links.leave(),
        revision=revision,
        draft=draft,
        action=action,
        around=around_of(journey, hub, language),
        problems=tuple(
            group.checks[number].message.render(hub.environment, language) for number in hub.failed
        ),
        slice=slice_of(hub, page, links),
        question=question_of(hub, language) if hub.asks else None,
        full=full_text(hub, language),
        register=label_of_import(hub, language) if may_import(hub) else None,
        register_url=links.register(hub.path) if may_import(hub) else "",
    )


def may_import(hub: HubPlace) -> bool:
    """Whether a register may be imported: the group says so, and stands in no item."""
    return hub.plan.group.register is not None and len(hub.path) == 1


def pages_of(hub: HubPlace) -> int:
    """How many pages the items of a hub take."""
    return max(1, -(-len(hub.items) // AT_ONCE))


def page_of(hub: HubPlace, key: str = "") -> int:
    """The page on which an item stands; else that on which the first is that is not complete."""
    for item in hub.items:
        if item.key == key or (not key and not item.complete):
            return (item.position - 1) // AT_ONCE + 1
    return 1


def slice_of(hub: HubPlace, page: int, links: Links) -> HubSlice | None:
    """Which of many items are shown; None when all are."""
    total, last = len(hub.items), pages_of(hub)
    if last == 1:
        return None
    return HubSlice(
        first=(page - 1) * AT_ONCE + 1,
        last=min(page * AT_ONCE, total),
        total=total,
        done=sum(item.complete for item in hub.items),
        before=links.hub(hub.path, page - 1) if page > 1 else None,
        after=links.hub(hub.path, page + 1) if page < last else None,
    )


def question_of(hub: HubPlace, language: str) -> DrivenQuestion | None:
    """The question whether there is another item."""
    driven = hub.plan.group.driven
    if driven is None:
        return None
    said = "non" if hub.complete else ""
    label = driven.label.render(hub.environment, language)
    return DrivenQuestion(driven.name, label, said)


def with_unsaid(page: HubPage, language: str) -> HubPage:
    """The page of a hub once it was left unsaid whether there is another item."""
    if page.question is None:
        return page
    error = gettext(language, "Say whether there is another one.")
    return replace(page, question=replace(page.question, error=error))


def full_text(hub: HubPlace, language: str) -> str | None:
    """What is said when there are as many items as there may be, or more are asked for."""
    if hub.wanted is not None and hub.wanted > hub.most:
        return gettext(
            language,
            "You ask for {wanted}; {most} at most can be entered here. Give a lower number.",
            wanted=hub.wanted,
            most=hub.most,
        )
    is_free = hub.plan.count is None and len(hub.items) == hub.most and hub.most > 1
    if not is_free:
        return None
    return gettext(
        language, "You have reached the most that can be entered here: {most}.", most=hub.most
    )


def hub_item(item: ItemPlace, hub: HubPlace, links: Links, language: str) -> HubItem:
    """The row of an item: its name, its state, where it leads."""
    group = hub.plan.group
    known = item.environment
    title = group.item.render(known, language) if group.item else str(item.position)
    state = state_of(item, hub)
    if item.empty and not item.complete:
        words = group.load.render(known, language) if group.load else gettext(language, "Start")
    else:
        words = gettext(language, "Change") if item.complete else gettext(language, "Go on")
    begins = item.complete or item.empty
    place = item.steps[0] if begins and item.steps else item.current
    removable = len(hub.items) > least_kept(hub) or extra_items(hub) > 0
    path = (*hub.path, item.key)
    return HubItem(
        item.position,
        title,
        state,
        links.place(place.path if place else hub.path),
        words,
        links.remove(path) if removable else None,
        f"element-{item.key}",
        group.todo.render(known, language) if group.todo and state == "todo" else None,
    )


def state_of(item: ItemPlace, hub: HubPlace) -> State:
    """The state of an item; the last ones are those above what was said."""
    if item.position > len(hub.items) - extra_items(hub):
        return "extra"
    if item.complete:
        return "done"
    return "todo" if item.empty else "doing"


def least_kept(hub: HubPlace) -> int:
    """How many items cannot be removed: a field that counts them does not go down to none."""
    return max(int(hub.plan.count is not None), hub.least)


def extra_items(hub: HubPlace) -> int:
    """How many items there are above what was said."""
    wanted = hub.most if hub.wanted is None else min(hub.wanted, hub.most)
    return max(0, len(hub.items) - wanted)


def missing_text(hub: HubPlace, language: str) -> str | None:
    """How many items are still to be completed."""
    left = sum(not item.complete for item in hub.items)
    if not left or extra_items(hub):
        return None
    own = hub.plan.group.missing
    if own is not None:
        return str(own.render(hub.environment.inner(left=left), language))
    return ngettext(
        language, "{n} item is still to be completed.", "{n} items are still to be completed.", left
    )


def extra_text(hub: HubPlace, language: str) -> str | None:
    """What to do when more items were begun than are wanted now."""
    extra = extra_items(hub)
    if not extra:
        return None
    return ngettext(
        language,
        "You have begun one more than you want to send: remove the one you do not want.",
        "You have begun {n} more than you want to send: remove those you do not want.",
        extra,
    )
