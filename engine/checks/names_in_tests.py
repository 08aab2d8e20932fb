"""The rule `D605`: a test names what does not exist."""

from collections.abc import Iterable, Iterator

from engine.checks.in_tests import Answer, answers_of, items_in
from engine.checks.rule import Rule, Subject, _
from engine.definitions import Exit, Library, Procedure, Test
from engine.source import Diagnostic, Span

OF_ACCOUNT = ("profile", "email", "name")
OF_PAST = ("sent_on", "reference")
IMPLIED = "save_profile"
UNKNOWN = _("“{name}” is not known here")


class NamesInTests(Rule):
    """A test names a field, a step, a table, a parameter, a site or a test that is not there.

        tests:
          - test: un document
            answers: {nobmre: 1}
            expect: {step: nombre}

    Write the name as the procedure has it. Answers are named by their fields, without steps; those
    of a group stand in the list of its items. `like` names a test that is written above.
    """

    code = "D605"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The names in tests that mean nothing."""
        above: list[str] = []
        for test in subject.procedure.tests:
            yield from self.around(test, above, subject.procedure, subject.library)
            yield from self.answers(test, subject)
            yield from self.expected(test, subject.procedure)
            above.append(test.name)

    def unknown(self, span: Span, name: str, known: Iterable[str]) -> Iterator[Diagnostic]:
        """A name that is not among those known."""
        names = list(known)
        if name not in names:
            yield self.near(span, UNKNOWN, name, names)

    def around(
        self, test: Test, above: list[str], procedure: Procedure, library: Library
    ) -> Iterator[Diagnostic]:
        """The names of who fills in, where, and with what."""
        at = test.source.at
        if test.name in above:
            yield self.at(at("test"), _("Another test is called “{name}”"), name=test.name)
        if test.like:
            yield from self.unknown(at("like"), test.like, above)
        if test.site:
            yield from self.unknown(at("site"), test.site, library.sites)
        if test.language:
            yield from self.unknown(at("language"), test.language, procedure.languages)
        yield from self.given(test, procedure, library)

    def given(self, test: Test, procedure: Procedure, library: Library) -> Iterator[Diagnostic]:
        """The names of what is known of the person, of parameters, of tables and their columns."""
        profile = library.profile
        for key, names, known in (
            ("as", test.person, (*OF_ACCOUNT, *profile.lists, *profile.records)),
            ("parameters", test.parameters, tuple(procedure.parameters)),
            ("link", test.link, procedure.link),
            ("tables", test.tables, tuple(library.tables)),
        ):
            for name in names:
                yield from self.unknown(test.source.at(f"{key}.{name}"), name, known)
        for name, rows in test.tables.items():
            for row in rows if name in library.tables else ():
                for column in row:
                    span = test.source.at(f"tables.{name}")
                    yield from self.unknown(span, column, library.tables[name].columns)

    def answers(self, test: Test, subject: Subject) -> Iterator[Diagnostic]:
        """The names of what is answered, now and before."""
        for one in answers_of(subject.procedure, test):
            yield from self.answer(one, subject)

    def answer(self, one: Answer, subject: Subject) -> Iterator[Diagnostic]:
        """The name of an answer, and those inside it when it is that of a group."""
        if one.field is None and one.group is None:
            is_said = one.is_past and one.name in OF_PAST
            if not is_said and not subject.is_lost(one.name):
                yield self.near(one.span, UNKNOWN, one.name, one.known)
            return
        for inner in items_in(one):
            yield from self.answer(inner, subject)

    def expected(self, test: Test, procedure: Procedure) -> Iterator[Diagnostic]:
        """The names of what must come of it."""
        expect, at = test.expect, test.expect.source.at
        steps = [name for names in step_names(procedure) for name in names]
        parts = [part.name for part in procedure.steps]
        exits = [part.name for part in procedure.steps if isinstance(part, Exit)]
        fields = [field.name for *_rest, field in procedure.all_fields()]
        groups = [group.name for _outer, group in procedure.all_groups()]
        if expect.step:
            yield from self.unknown(at("step"), expect.step, steps)
        if expect.exit:
            yield from self.unknown(at("exit"), expect.exit, exits)
        for key, names, known in (
            ("route", expect.route or (), parts),
            ("asked", expect.asked, [*fields, *steps, *exits]),
            ("not_asked", expect.not_asked, [*fields, *steps, *exits]),
            ("effects", expect.effects or (), [*effects_of(procedure), IMPLIED]),
        ):
            for name in names:
                yield from self.unknown(at(key), name, known)
        for key, named, known in (
            ("errors", expect.errors, fields),
            ("values", expect.values, [*fields, *groups]),
            ("offered", expect.offered, fields),
        ):
            for name in named:
                if key != "errors" or not name.startswith("checks["):
                    yield from self.unknown(at(f"{key}.{name}"), name, known)


def step_names(procedure: Procedure) -> Iterator[tuple[str, str]]:
    """What a step or a group may be called: its name, and the dotted one."""
    dotted: dict[str, str] = {}
    for outer, group in procedure.all_groups():
        dotted[group.name] = f"{dotted[outer.name]}.{group.name}" if outer else group.name
        yield group.name, dotted[group.name]
    for holder, step in procedure.all_steps():
        yield step.name, f"{dotted[holder.name]}.{step.name}" if holder else step.name


def effects_of(procedure: Procedure) -> list[str]:
    """The names of the actions of a procedure."""
    return [one.type_name for one in procedure.actions]
