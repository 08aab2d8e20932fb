"""What a test expects, beside what came: everything that is otherwise is told."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.definitions import Test
from engine.i18n import marked as _
from engine.journeys import Offered, offered
from engine.proving.ending import Draw, Ended
from engine.proving.finding import Failure, names_seen, place_of, value_found
from engine.proving.reasons import errors_found, reason
from engine.proving.typing import is_blank
from engine.proving.values import same, same_text, shown
from engine.source import Phrase, Span

NOTHING = _("nothing")
NOT_KNOWN = _("“{name}” should be {wanted_value}; it is not known")
NOT_KNOWN_WHY = _("“{name}” should be {wanted_value}; it is not known: {why}")


@dataclass(frozen=True)
class Judge:
    """Looks at what came of a test; `draw` draws its mails."""

    test: Test
    end: Ended
    draw: Draw

    def failures(self) -> Iterator[Failure]:
        """All that is not as expected, in the order of the keys.

        When one stops where nobody expects it, the rest follows from that: it is not told as well.
        """
        end = tuple(end_failures(self))
        yield from end
        for one in () if end and self.end.stop is not None else RULES:
            yield from one(self)

    def at(self, key: str) -> Span:
        """Where what is expected stands."""
        return self.test.expect.source.at(key)

    def fails(self, key: str, message: str, **values: object) -> Failure:
        """Something that is not as expected at `key`."""
        return Failure(self.at(key), Phrase(message, values))


def end_failures(judge: Judge) -> Iterator[Failure]:
    """The end that is expected: sent, an exit, a step; none that nobody expects."""
    expect, end = judge.test.expect, judge.end
    stop = end.stop
    if expect.submitted is True and stop is not None:
        message = _("it should be sent: {why}")
        yield judge.fails("submitted", message, why=reason(end))
    if expect.submitted is False and stop is None:
        yield judge.fails("submitted", _("it should not be sent, and it is"))
    if expect.exit:
        is_there = stop is not None and stop.reason == "exit" and stop.path[-1] == expect.exit
        if not is_there:
            message = _("one should leave by “{name}”: {why}")
            yield judge.fails("exit", message, name=expect.exit, why=reason(end))
    if expect.step and not is_at(end, expect.step):
        message = _("one should stop at “{name}”: {why}")
        yield judge.fails("step", message, name=expect.step, why=reason(end))
    says_where = expect.submitted is not None or expect.exit or expect.step or expect.errors
    if not says_where and stop is not None and stop.reason not in {"missing", "exit"}:
        yield Failure(judge.test.source.at("test"), Phrase("{why}", {"why": reason(end)}))


def is_at(end: Ended, name: str) -> bool:
    """Whether one stops at a step or a group, by its name or its dotted one."""
    stop = end.stop
    if stop is None or not stop.path:
        return False
    names = stop.path[::2]
    return name in {names[-1], ".".join(names)} or (len(names) > 1 and name == names[0])


def route_failures(judge: Judge) -> Iterator[Failure]:
    """The steps that one comes to."""
    wanted = judge.test.expect.route
    found = tuple(one.path[-1] for one in judge.end.journey.places)
    if wanted is not None and wanted != found:
        message = _("the route should be {wanted_names}; it is {found}")
        yield judge.fails("route", message, wanted_names=listed(wanted), found=listed(found))


def asked_failures(judge: Judge) -> Iterator[Failure]:
    """What is asked, and what is not."""
    seen = names_seen(judge.end)
    for name in judge.test.expect.asked:
        if name not in seen:
            message = _("“{name}” should be asked: {why}")
            yield judge.fails("asked", message, name=name, why=reason(judge.end))
    for name in judge.test.expect.not_asked:
        if name in seen:
            yield judge.fails("not_asked", _("“{name}” should not be asked, and it is"), name=name)


def error_failures(judge: Judge) -> Iterator[Failure]:
    """What is refused: what is expected, and what is not."""
    expected, found = judge.test.expect.errors, errors_found(judge.end)
    for name, wanted in expected.items():
        key = f"errors.{name}"
        if name not in found:
            message = _("“{name}” should be refused ({wanted_rule}): {why}")
            why = reason(judge.end)
            yield judge.fails(key, message, name=name, wanted_rule=wanted, why=why)
            continue
        rule, text = found[name]
        if not is_meant(wanted, rule, text):
            message = _("“{name}” should be refused by “{wanted_rule}”; it is by “{rule}”: {text}")
            yield judge.fails(key, message, name=name, wanted_rule=wanted, rule=rule, text=text)
    stop = judge.end.stop
    for name, (rule, text) in found.items() if expected and stop else ():
        if name not in expected and name not in stop.missing:  # type: ignore[union-attr]
            message = _("“{name}” is refused too, by “{rule}”: {text}")
            yield judge.fails("errors", message, name=name, rule=rule, text=text)


def is_meant(wanted: str, rule: str, text: str) -> bool:
    """Whether a refusal is the one expected: by its name, or by some of its words."""
    return wanted in {rule, rule.partition(":")[0]} or flat(wanted) in flat(text)


def value_failures(judge: Judge) -> Iterator[Failure]:
    """Values worked out, and answers."""
    said_why = False
    for name, node in judge.test.expect.values.items():
        is_known, found = value_found(judge.end, name)
        if not is_known and is_blank(node):
            continue
        if not is_known:
            message = NOT_KNOWN if said_why else NOT_KNOWN_WHY
            values = {"wanted_value": shown(node), "why": reason(judge.end)}
            yield judge.fails(f"values.{name}", message, name=name, **values)
            said_why = True
        elif not same(node, found):
            message = _("“{name}” should be {wanted_value}; it is {found}")
            values = {"wanted_value": shown(node), "found": shown(found)}
            yield judge.fails(f"values.{name}", message, name=name, **values)


def offered_failures(judge: Judge) -> Iterator[Failure]:
    """The options that are offered."""
    for name, wanted in judge.test.expect.offered.items():
        found = options_of(judge.end, name)
        key = f"offered.{name}"
        if found is None:
            message = _("“{name}” should be asked: {why}")
            yield judge.fails(key, message, name=name, why=reason(judge.end))
        elif tuple(one.value for one in found) != wanted:
            names = listed(one.value for one in found)
            message = _("“{name}” should offer {wanted_names}; it offers {found}")
            yield judge.fails(key, message, name=name, wanted_names=listed(wanted), found=names)


def options_of(end: Ended, name: str) -> list[Offered] | None:
    """The options that a field offers where one comes to it, None when one does not."""
    place = place_of(end, name)
    if place is None:
        return None
    step, known = place
    return offered(step.plan.by_name[name], known)


def effect_failures(judge: Judge) -> Iterator[Failure]:
    """What is done once it is sent. That the account keeps answers need not be said."""
    wanted, found = judge.test.expect.effects, judge.end.effects
    if wanted is None:
        return
    counted = [one for one in found if one != "save_profile" or one in wanted]
    if sorted(wanted) != sorted(counted):
        message = _("what is done should be {wanted_names}; it is {found}: {why}")
        names = {"wanted_names": listed(wanted), "found": listed(found)}
        yield judge.fails("effects", message, **names, why=reason(judge.end))


def owed_failures(judge: Judge) -> Iterator[Failure]:
    """What is to be paid."""
    wanted = judge.test.expect.owed
    if wanted and not same_text(wanted, judge.end.owed):
        message = _("what is to be paid should be {wanted_value}; it is {found}")
        yield judge.fails("owed", message, wanted_value=wanted, found=shown(judge.end.owed))


def word_failures(judge: Judge) -> Iterator[Failure]:
    """The words of what a person reads once it is sent, or when one leaves."""
    expect, end = judge.test.expect, judge.end
    for key, wanted, texts in (
        ("receipt", expect.receipt, lambda: texts_in(end.receipt)),
        ("documents", expect.documents, lambda: texts_in(end.documents)),
        ("mail", expect.mail, lambda: mail_texts(end, judge.draw)),
        ("text", expect.text, lambda: [end.exit_text]),
    ):
        if wanted:
            yield from missing_words(judge, key, wanted, texts)


def missing_words(
    judge: Judge, key: str, wanted: Iterable[str], texts: Callable[[], Iterable[str]]
) -> Iterator[Failure]:
    """The words that are not in what is read."""
    is_sent = judge.end.stop is None
    if not is_sent and key != "text":
        message = _("it is not sent, so nothing can be read: {why}")
        yield judge.fails(key, message, why=reason(judge.end))
        return
    whole = flat(" ".join(texts()))
    for one in wanted:
        if flat(one) not in whole:
            message = _("“{words}” should be read; what is read is: {found}")
            yield judge.fails(key, message, words=one, found=whole or Phrase(NOTHING))


def mail_texts(end: Ended, draw: Draw) -> Iterator[str]:
    """All that the mails say: to whom, the subject, the text."""
    for one in end.mails:
        yield str(one["to"])
        yield from draw(one)


def texts_in(content: Any) -> Iterator[str]:
    """Every text of a receipt or of a document."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for one in content.values():
            yield from texts_in(one)
    elif isinstance(content, (list, tuple)):
        for one in content:
            yield from texts_in(one)


def flat(text: str) -> str:
    """A text on one line, its blanks all alike."""
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def listed(names: Iterable[str]) -> object:
    """Names one after the other, « nothing » when there is none."""
    return ", ".join(names) or Phrase(NOTHING)


RULES: tuple[Callable[[Judge], Iterator[Failure]], ...] = (
    route_failures,
    asked_failures,
    error_failures,
    value_failures,
    offered_failures,
    effect_failures,
    owed_failures,
    word_failures,
)
