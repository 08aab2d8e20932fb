"""The rule `D162`: what is expected each month cannot be recognised."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.definitions import ROOT, Expected, Procedure
from engine.source import Diagnostic


class ExpectedParts(Rule):
    """What the dashboard expects names a list, or a field, that does not exist.

        expected: {each: profile.hebergement, field: hebergement, month: mois, day: 15, title: …}

    Write a list of the profile, and fields of the procedure that stand in no group: the record that
    it is for, and the month, a field of type `month`. Here, `each: profile.hebergements`.
    """

    code = "D162"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """What cannot be recognised."""
        wanted = subject.procedure.expected
        if wanted is None:
            return
        lists = [f"{ROOT}{name}" for name in subject.library.profile.lists]
        if wanted.rows not in lists:
            span = wanted.source.at("each")
            yield self.near(span, _("The profile has no list “{name}”"), wanted.rows, lists)
        yield from self.fields(subject.procedure, wanted)

    def fields(self, procedure: Procedure, wanted: Expected) -> Iterator[Diagnostic]:
        """The fields that are not there, and a month that is none."""
        outside = {one.name: one for group, _step, one in procedure.all_fields() if group is None}
        for key, name in (("field", wanted.field), ("month", wanted.month)):
            if name not in outside:
                span = wanted.source.at(key)
                yield self.near(span, _("No field outside groups is named “{name}”"), name, outside)
            elif key == "month" and outside[name].type_name != "month":
                message = _("“{name}” is no field of type “month”")
                yield self.at(wanted.source.at(key), message, name=name)
