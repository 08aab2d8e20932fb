"""What a new version would do to the drafts that are open: counted, and told in a sentence."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from engine.i18n import gettext, ngettext
from engine.i18n import marked as _

Way = Literal["back", "on"]
MOST_TOLD = 10


@dataclass
class Rehearsal:
    """How many drafts there are, and what becomes of them.

    `unaffected` lose nothing and stay where they are, `kept` keep their version, `unreadable` have
    one that can no longer be read. `lost` counts by name what is to be given again, `back` and `on`
    by place where those would stand who do not stay where they are; `labels` says what people call
    these names and places, "" being the summary.
    """

    total: int = 0
    unaffected: int = 0
    kept: int = 0
    unreadable: int = 0
    affected: int = 0
    losing: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    back: Counter[str] = field(default_factory=Counter)
    on: Counter[str] = field(default_factory=Counter)
    labels: dict[str, str] = field(default_factory=dict)

    def add(self, effect: "Effect | None") -> None:
        """Count a draft; None for one that keeps its version."""
        self.total += 1
        if effect is None:
            self.kept += 1
        elif not effect.lost and not effect.way:
            self.unaffected += 1
        else:
            self.affected += 1
            self.losing += bool(effect.lost)
            self.lost.update(list(effect.lost))
            self.labels.update(effect.lost)
            if effect.way:
                self.labels[effect.place] = effect.title
                (self.back if effect.way == "back" else self.on)[effect.place] += 1


@dataclass(frozen=True)
class Effect:
    """What becomes of a draft: what is lost, by name, and where its person would then stand."""

    lost: Mapping[str, str] = field(default_factory=dict)
    way: Way | Literal[""] = ""
    place: str = ""
    title: str = ""


def rehearsal_text(found: Rehearsal, language: str) -> str:
    """The whole in a sentence: “312 drafts: 290 unaffected, 20 lose “Comment””."""
    if not found.total:
        return gettext(language, _("No draft is open."))
    number = ngettext(language, _("{n} draft"), _("{n} drafts"), found.total)
    parts = ", ".join(parts_of(found, language))
    return gettext(language, _("{number}: {parts}."), number=number, parts=parts)


def parts_of(found: Rehearsal, language: str) -> Iterator[str]:
    """How many drafts are told of each effect, the most frequent of a kind first."""
    if found.unaffected:
        yield gettext(language, _("{n} unaffected"), n=found.unaffected)
    lose = _("{n} loses “{name}”"), _("{n} lose “{name}”")
    back = _("{n} goes back to “{name}”"), _("{n} go back to “{name}”")
    on = _("{n} goes on to “{name}”"), _("{n} go on to “{name}”")
    for words, counted in ((lose, found.lost), (back, found.back), (on, found.on)):
        for name, number in counted.most_common(MOST_TOLD):
            label = found.labels.get(name) or name
            shown = label or gettext(language, _("the summary"))
            yield ngettext(language, *words, number, name=shown)
        rest = len(counted) - MOST_TOLD
        if rest > 0:
            yield gettext(language, _("and {n} others"), n=rest)
    if found.kept:
        keep = _("{n} keeps its version"), _("{n} keep their version")
        yield ngettext(language, *keep, found.kept)
    if found.unreadable:
        lack = _("{n} cannot be read"), _("{n} that cannot be read")
        yield ngettext(language, *lack, found.unreadable)


def rehearsal_record(found: Rehearsal) -> dict[str, Any]:
    """The whole for machines."""

    def counted(counter: Counter[str]) -> list[dict[str, Any]]:
        return [
            {"name": name, "label": found.labels.get(name, name), "drafts": number}
            for name, number in counter.most_common()
        ]

    return {
        "drafts": found.total,
        "unaffected": found.unaffected,
        "affected": found.affected,
        "kept": found.kept,
        "unreadable": found.unreadable,
        "losing": found.losing,
        "lost": counted(found.lost),
        "back": counted(found.back),
        "on": counted(found.on),
    }
