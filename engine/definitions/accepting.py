"""Warnings that an author has read, and accepts."""

from dataclasses import dataclass

from engine.source.spec import Written, spec, written


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """A warning that is not told any more: which one, where, and why."""

    code: str = spec("The code of the warning, as `D603`")
    at: str = spec(
        "Where it is told: the dotted name of a part, of a field or of an option, as"
        " `documents.nature.intitule` or `accueil.envoi=autres`; everywhere when nothing is said",
        default="",
    )
    reason: str = spec("Why it is right as it is")
    source: Written = written()
