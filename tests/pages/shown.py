"""Pages of a walk, with addresses as short as can be."""

from dataclasses import dataclass
from typing import Any

from engine.errors import InputError
from engine.journeys import Path
from engine.pages.forms import FormState, Input, form_state
from engine.pages.hubs import HubPage, hub_page
from engine.pages.steps import StepPage, step_page
from engine.pages.summaries import SummaryPage, summary_page
from tests.journeys.walking import Walker

FILE = {
    "id": "u1", "name": "carte.pdf", "media_type": "application/pdf", "size": 1_258_291, "pages": 2,
    "sha256": "abcdef0123456789" * 4, "thumbnail": True,
}  # fmt: skip


@dataclass(frozen=True)
class Addresses:
    """The addresses of a draft, for tests."""

    def place(self, path: Path) -> str:
        """A step, a hub; the summary."""
        return "/" + "/".join(path) if path else "/verifier"

    def change(self, path: Path) -> str:
        """A step that one corrects."""
        return f"{self.place(path)}?retour"

    def remove(self, path: Path) -> str:
        """The page that asks whether to remove an item."""
        return f"/retirer/{'/'.join(path)}"

    def leave(self) -> str:
        """Where one goes on later."""
        return "/quitter"

    def thumbnail(self, upload: str) -> str:
        """The small picture of a file."""
        return f"/vignette/{upload}"

    def file(self, upload: str) -> str:
        """A file."""
        return f"/fichier/{upload}"


LINKS = Addresses()


def state_of(walker: Walker, *path: str, **typed: Any) -> FormState:
    """The form of a step: as it is kept, or with what was typed once judged."""
    place = walker.step(*path)
    if not typed:
        return form_state(place, LINKS, walker.context.language)
    raw = {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
    judged = walker.judged(*path, **typed)
    done = Input(raw, judged.errors, judged.visible, judged.environment)
    return form_state(place, LINKS, walker.context.language, done)


def refused_with(walker: Walker, error: InputError, *path: str) -> FormState:
    """The form of a step whose only field is refused."""
    place = walker.step(*path)
    (field,) = place.plan.fields
    done = Input({}, {field.name: error}, frozenset({field.name}), place.environment)
    return form_state(place, LINKS, walker.context.language, done)


def page_of(walker: Walker, *path: str, **typed: Any) -> StepPage:
    """The page of a step."""
    state = state_of(walker, *path, **typed)
    place = walker.step(*path)
    return step_page(walker.journey, place, LINKS, state, revision=3, draft="d")


def hub_of(walker: Walker, name: str) -> HubPage:
    """The page of a hub."""
    journey = walker.journey
    return hub_page(journey, journey.hub(name), LINKS, revision=3, draft="d", action="/ici")


def summary_of(walker: Walker, *missing: str, said: str | None = None) -> SummaryPage:
    """The summary, after an attempt to send without ticking some boxes."""
    return summary_page(
        walker.journey, LINKS, revision=3, draft="d",
        missing=frozenset(missing), said=said,
    )  # fmt: skip


def lines(state: FormState | StepPage | SummaryPage) -> list[tuple[str, str]]:
    """The error summary: where each line leads, and what it says."""
    found = state.lines if isinstance(state, FormState) else state.errors
    return [(one.field_id, one.text) for one in found]
