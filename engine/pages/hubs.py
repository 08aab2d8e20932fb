"""The page of a hub: the items of a group and their state."""

from dataclasses import dataclass
from typing import Literal

from engine.i18n import gettext, ngettext
from engine.journeys import HubPlace, ItemPlace, Journey
from engine.pages.links import Links
from engine.pages.markdown import in_markdown
from engine.pages.steps import Progress

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


@dataclass(frozen=True)
class HubPage:
    """What the template of a hub shows."""

    title: str
    heading: str
    intro: str | None
    progress: Progress
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


def hub_page(
    journey: Journey, hub: HubPlace, links: Links, *, revision: int, draft: str, action: str
) -> HubPage:
    """The page of the hub at its place on the journey."""
    language = journey.environment.context.language
    heading = hub.plan.group.title.render(hub.environment, language)
    whole = journey.plan.procedure.title.render(journey.environment, language)
    before = journey.before(hub.path)
    summary = int(journey.plan.procedure.summary)
    group = hub.plan.group
    intro = group.intro
    return HubPage(
        title=f"{heading} – {whole}",
        heading=heading,
        intro=in_markdown(intro, hub.environment, language) if intro else None,
        progress=Progress(journey.position(hub.path), journey.total() + summary, heading),
        back=None if before is None else links.place(before),
        items=tuple(hub_item(item, hub, links, language) for item in hub.items),
        can_add=hub.can_add and not extra_items(hub),
        add_label=group.add.render(hub.environment, language) if group.add else None,
        missing=missing_text(hub, language),
        extra=extra_text(hub, language),
        next_url=links.place(journey.following(hub.path)) if hub.complete else None,
        quit_url=links.leave(),
        revision=revision,
        draft=draft,
        action=action,
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
    removable = len(hub.items) > max(hub.plan.count is not None, hub.least) or extra_items(hub) > 0
    path = (group.name, item.key)
    return HubItem(
        item.position,
        title,
        state,
        links.place(place.path if place else hub.path),
        words,
        links.remove(path) if removable else None,
    )


def state_of(item: ItemPlace, hub: HubPlace) -> State:
    """The state of an item; the last ones are those above what was said."""
    if item.position > len(hub.items) - extra_items(hub):
        return "extra"
    if item.complete:
        return "done"
    return "todo" if item.empty else "doing"


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
