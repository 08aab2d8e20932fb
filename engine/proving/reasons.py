"""Why a way ends where it does, in words."""

from collections.abc import Mapping

from engine.errors import InputError
from engine.i18n import marked as _
from engine.journeys import CHECK, HubPlace, StepPlace
from engine.pages.messages import check_text, error_text
from engine.proving.ending import Ended
from engine.proving.walking import Stop
from engine.source import Phrase

WORDS: Mapping[str, str] = {
    "exit": _("one leaves by the exit “{place}”"),
    "missing": _("one stops at the step “{place}”: “{name}” needs an answer"),
    "refused": _("one stops at the step “{place}”: “{name}” is refused by “{rule}”: {text}"),
    "checks": _("one stops at “{place}”: {text}"),
    "items": _("one stops at the group “{place}”: it has {found} items, and that is not right"),
    "stuck": _("one cannot get past “{place}”"),
    "closed": _("it is closed on that day"),
    "twice": _("the same was sent before"),
    "stranger": _("it is not for this person"),
    "amount": _("what is to be paid cannot be worked out"),
}
SENT = _("it is sent")
SUMMARY = "résumé"


def reason(end: Ended) -> Phrase:
    """Why one goes no further, or that it is sent."""
    stop = end.stop
    if stop is None:
        return Phrase(SENT)
    place = stop_name(stop)
    if stop.reason == "missing":
        return Phrase(WORDS["missing"], {"place": place, "name": stop.missing[0]})
    if stop.reason == "refused":
        name, (rule, text) = next(iter(refusals(end).items()))
        values = {"place": place, "name": name, "rule": rule, "text": text}
        return Phrase(WORDS["refused"], values)
    if stop.reason == "checks":
        text = next(text for _rule, text in errors_found(end).values())
        return Phrase(WORDS["checks"], {"place": place or SUMMARY, "text": text})
    if stop.reason == "items":
        hub = end.journey.hub(stop.path)
        return Phrase(WORDS["items"], {"place": place, "found": len(hub.items)})
    return Phrase(WORDS[stop.reason], {"place": place})


def stop_name(stop: Stop) -> str:
    """Where one stops: the names of the groups and of the step."""
    return ".".join(stop.path[::2])


def refusals(end: Ended) -> dict[str, tuple[str, str]]:
    """What is refused, those first that were answered."""
    found = errors_found(end)
    stop = end.stop
    answered = {name: one for name, one in found.items() if stop and name not in stop.missing}
    return answered or found


def errors_found(end: Ended) -> dict[str, tuple[str, str]]:
    """What is wrong where one stops: by field, or `checks[0]`; the rule and what is said."""
    stop = end.stop
    if stop is None:
        return {}
    if stop.reason == "checks":
        return failed_checks(end, stop)
    place = end.journey.place(stop.path) if stop.path and stop.errors else None
    if not isinstance(place, StepPlace):
        return {}
    return {
        key_of(name): (rule_of(error), said(end, stop, place, name, error))
        for name, error in stop.errors.items()
    }


def failed_checks(end: Ended, stop: Stop) -> dict[str, tuple[str, str]]:
    """The checks of a group, or of the procedure, that do not hold."""
    language = end.standing.context.language
    known = end.journey.environment
    checks = end.journey.plan.procedure.checks
    if stop.path:
        hub = end.journey.place(stop.path)
        if isinstance(hub, HubPlace):
            checks, known = hub.plan.group.checks, hub.environment
    return {
        f"checks[{number}]": ("check", checks[number].message.render(known, language))
        for number in stop.failed
    }


def key_of(name: str) -> str:
    """What a refusal is called in a test: a field, or a check that is said beside none."""
    return f"checks[{name.removeprefix(CHECK)}]" if name.startswith(CHECK) else name


def rule_of(error: InputError) -> str:
    """What refuses, as tests call it: `required`, `max`, `check`."""
    return "check" if error.key.startswith(CHECK) else error.key


def said(end: Ended, stop: Stop, place: StepPlace, name: str, error: InputError) -> str:
    """What the person reads of a refusal."""
    known = stop.judged.environment if stop.judged else place.environment
    language = end.standing.context.language
    if error.key.startswith(CHECK):
        return check_text(place.plan, error, known, language)
    lines = error_text(place.plan.by_name[name], error, known, language).split("\n")
    return " ".join(dict.fromkeys(lines))


__all__ = ["errors_found", "reason", "refusals", "stop_name"]
