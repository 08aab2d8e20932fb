"""The rule `D116`: a place that the account does not have."""

from collections.abc import Iterator

from engine.actions import RequestChange
from engine.checks.rule import Rule, Subject, _
from engine.definitions import ANYONE, Profile
from engine.definitions.profile import ROOT
from engine.fields import Field
from engine.source import Diagnostic

NO_ACCOUNT = _("Nobody needs to sign in: there is no account to keep this")


class UnknownColumnOfProfile(Rule):
    """An answer would be kept where the account keeps nothing.

        save_to: profile.contact.telefone

    Write `profile.`, the name of a record of `forms/profile.yaml` and one of its columns; in
    `request_change`, the name of a list and its columns. The nearest is told. A field of several
    parts, as `address`, is kept in a record that has a column for each of them:
    `save_to: profile.contact`. Only a procedure for persons who sign in keeps anything, and only
    outside of groups.
    """

    code = "D116"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The places that do not exist, and answers that no account could keep."""
        for group, _step, field in subject.procedure.all_fields():
            if field.save_to:
                yield from self.kept(field, subject, is_repeated=group is not None)
        for action in subject.procedure.actions:
            if isinstance(action, RequestChange):
                yield from self.requested(action, subject)

    def kept(self, field: Field, subject: Subject, *, is_repeated: bool) -> Iterator[Diagnostic]:
        """The place of one answer."""
        span, profile = field.source.at("save_to"), subject.library.profile
        if not has_place(field, profile):
            message = _("The account keeps nothing as “{name}”")
            yield self.near(span, message, field.save_to, places_for(field, profile))
        elif ANYONE in subject.procedure.audience:
            yield self.at(span, NO_ACCOUNT)
        elif is_repeated:
            yield self.at(span, _("An account keeps one answer, and a group has several"))

    def requested(self, action: RequestChange, subject: Subject) -> Iterator[Diagnostic]:
        """The list and the columns of a change asked for."""
        profile = subject.library.profile
        columns = profile.columns(action.list)
        if not columns:
            known = [*profile.lists, *profile.records]
            message = _("The profile has no list “{name}”")
            yield self.near(action.source.at("list"), message, action.list, known)
            return
        if ANYONE in subject.procedure.audience:
            yield self.at(action.source.at("list"), NO_ACCOUNT)
        for name, value in action.values.items():
            if name not in columns:
                message = _("The account keeps nothing as “{name}”")
                yield self.near(value.span, message, name, columns)


def has_place(field: Field, profile: Profile) -> bool:
    """Whether the account keeps something where an answer is to be kept."""
    if field.parts:
        return field.needed_parts <= profile.record_at(field.save_to).keys()
    return profile.column_at(field.save_to) is not None


def places_for(field: Field, profile: Profile) -> list[str]:
    """The places that could keep an answer."""
    if field.parts:
        return [f"{ROOT}{name}" for name in profile.records]
    return profile.paths()
