"""What is asked of the author of a new procedure, and what is wrong with an answer."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import click

from engine.checks import check_definition, sentence
from engine.cli.asking import ask, ask_one, ask_yes
from engine.cli.words import say, spoken_language
from engine.definitions import Library, Site, read_definition
from engine.definitions.library import EMPTY_PROFILE
from engine.definitions.words import read_duration
from engine.editing.drafting import KINDS, WITH_OPTIONS, Draft, Question, Repeated, text_of
from engine.editing.proposing import slug
from engine.i18n import marked as _
from engine.source.names import nearest

LONGEST_TITLE = 120
LONGEST_LABEL = 200
MOST_QUESTIONS = 30
MOST_OPTIONS = 20
ALONE = Library({}, {}, {}, EMPTY_PROFILE, ())
AUDIENCES: Mapping[str, str] = {
    "anyone": _("anybody, without account"),
    "account": _("whoever signed in"),
}
NATURES: Mapping[str, str] = {
    "depot": _("papers or facts are sent"),
    "declaration": _("the law wants something declared"),
    "demande": _("a decision is asked for: silence means acceptance after two months"),
}


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the options of the command said; empty or None for what they did not."""

    title: str = ""
    name: str = ""
    audience: tuple[str, ...] = ()
    nature: str = ""
    questions: tuple[str, ...] = ()
    each: str = ""
    repeated: tuple[str, ...] = ()
    mail: bool | None = None
    kept: str = ""

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> "Said":
        """Those among options that were said."""
        known = {one.name for one in fields(cls)}
        return cls(
            **{key: value for key, value in options.items() if key in known and value is not None}
        )


class Interview:
    """Takes what was said, asks for the rest when it `asks`, else chooses it."""

    def __init__(
        self, said: Said, *, asks: bool, profiles: Sequence[str], taken: Collection[str]
    ) -> None:
        self.said = said
        self.asks = asks
        self.audiences = {
            **{name: say(purpose) for name, purpose in AUDIENCES.items()},
            **dict.fromkeys(profiles, ""),
        }
        self.taken = taken
        # With a title alone the questions that follow are asked; with --ask they were said.
        self.asks_questions = asks and not said.questions and not said.repeated

    def draft(self) -> Draft:
        """Everything that was said, asked and chosen."""
        title = self.text(
            self.said.title, say(_("Title of the procedure")), self.wrong_title, option="--title"
        )
        name = self.text(
            self.said.name, say(_("Its name in addresses")), self.wrong_name, slug(title), "--name"
        )
        audience = self.audience()
        nature = self.one(self.said.nature, say(_("What is it in law?")), NATURES, "--nature")
        questions = self.questions(self.said.questions, "--ask", ())
        repeated = self.repeated(questions)
        mail = self.said.mail
        if mail is None:
            mail = self.asks and ask_yes(say(_("Is a mail sent once it is received?")), True)
        kept = self.text(
            self.said.kept, say(_("How long is what was sent kept?")), wrong_duration, "1 year",
            "--kept",
        )  # fmt: skip
        return Draft(
            name=name, title=title, audience=audience, nature=nature, questions=questions,
            repeated=repeated, mail=mail, kept=kept, language=spoken_language(),
        )  # fmt: skip

    def text(
        self, said: str, question: str, problem: Callable[[str], str | None], default: str = "",
        option: str = "",
    ) -> str:  # fmt: skip
        """What was said, else what is answered, else the default; refused when it is wrong."""
        if not said and self.asks:
            return ask(question, problem, default)
        text = " ".join(said.split()) or default
        wrong = problem(text)
        if wrong is not None:
            raise click.BadParameter(wrong, param_hint=option)
        return text

    def one(self, said: str, question: str, choices: Mapping[str, str], option: str) -> str:
        """One of several: the first when nothing is said and nothing asked."""
        first = next(iter(choices))
        if not said and self.asks:
            return ask_one(question, {name: say(text) for name, text in choices.items()}, first)
        if said and said not in choices:
            raise click.BadParameter(unknown(said, choices), param_hint=option)
        return said or first

    def audience(self) -> tuple[str, ...]:
        """Whom it is for."""
        for one in self.said.audience:
            if one not in self.audiences:
                raise click.BadParameter(unknown(one, self.audiences), param_hint="--for")
        if self.said.audience or not self.asks:
            return self.said.audience or ("anyone",)
        return (ask_one(say(_("Whom is it for?")), self.audiences, "anyone"),)

    def questions(
        self, said: Sequence[str], option: str, others: Sequence[Question]
    ) -> tuple[Question, ...]:
        """The questions, at least one."""
        found: list[Question] = []
        for one in said:
            question = parsed(one, option)
            wrong = wrong_label(question.label, (*others, *found))
            if wrong is not None:
                raise click.BadParameter(wrong, param_hint=option)
            found.append(question)
        if self.asks_questions:
            click.echo(say(_("What is asked? Leave a question empty to go on.")))
            found += self._asked((*others, *found))
        return tuple(found) or (Question(say(_("What do you want to tell us?")), "textarea"),)

    def _asked(self, others: Sequence[Question]) -> list[Question]:
        found: list[Question] = []
        while len(found) < MOST_QUESTIONS:

            def problem(text: str) -> str | None:
                if not text:
                    return None if found else say(_("Ask at least one question."))
                return wrong_label(text, (*others, *found))

            label = ask(say(_("Question {n}"), n=len(found) + 1), problem)
            if not label:
                break
            kinds = {name: say(kind.purpose) for name, kind in KINDS.items()}
            kind = ask_one(say(_("Type of the answer")), kinds, "text", listed=not found)
            options: tuple[str, ...] = ()
            if kind in WITH_OPTIONS:
                typed = ask(say(_("Its options, with commas between them")), wrong_options)
                options = cut(typed)
            optional = ask_yes(say(_("May it be left empty?")), False)
            found.append(Question(label, kind, options, optional))
        return found

    def repeated(self, others: Sequence[Question]) -> Repeated | None:
        """What is asked several times, None when nothing is."""
        item, said = self.said.each, self.said.repeated
        if not item and said:
            message = say(_("Say with --each what is asked several times, as `child`."))
            raise click.UsageError(message)
        if not item and self.asks_questions:
            if not ask_yes(say(_("Is something asked several times, for each of several?")), False):
                return None
            item = ask(say(_("What is one of them called, as “child”?")), wrong_item)
        if not item:
            return None
        wrong = wrong_item(item)
        if wrong is not None:
            raise click.BadParameter(wrong, param_hint="--each")
        return Repeated(item, self.questions(said, "--ask-each", others))

    def site(self, sites: Mapping[str, Site]) -> str | None:
        """The site to which it is added; those that offer all procedures need nothing."""
        chosen = {name: site.title for name, site in sites.items() if site.procedures}
        if not chosen:
            return None
        none = say(_("none"))
        found = ask_one(say(_("Which site offers it?")), {none: "", **chosen}, none)
        return None if found == none else found

    def wrong_title(self, text: str) -> str | None:
        """What is wrong with a title."""
        return wrong_text(text, LONGEST_TITLE)

    def wrong_name(self, text: str) -> str | None:
        """What is wrong with the name of the procedure."""
        if not text or slug(text) != text:
            return say(_("Write letters without accents, digits and -, at most 40 of them."))
        if text in self.taken:
            return say(_("The name “{name}” is taken: choose another."), name=text)
        return None


def parsed(text: str, option: str) -> Question:
    """A question written `Label: type` or `Label: choice = Red, Blue`; `?` after the type for one
    that may be left empty.
    """
    label, colon, rest = text.rpartition(":")
    kind, _equals, listed = rest.partition("=")
    kind = kind.strip()
    optional = kind.endswith("?")
    kind = kind.removesuffix("?").strip()
    if not colon or kind not in KINDS:
        raise click.BadParameter(unknown(kind, KINDS), param_hint=option)
    if kind in WITH_OPTIONS:
        wrong = wrong_options(listed)
        if wrong is not None:
            raise click.BadParameter(wrong, param_hint=option)
    return Question(" ".join(label.split()), kind, cut(listed), optional)


def unknown(name: str, known: Collection[str]) -> str:
    """That a name is none of those known, with the nearest."""
    near = nearest(name, known) if name else None
    if near is None:
        message = _("“{name}” is not one of: {known}.")
        return say(message, name=name, known=", ".join(known))
    return say(_("“{name}” is not known. Did you mean: {near}?"), name=name, near=near)


def wrong_text(text: str, longest: int) -> str | None:
    """What is wrong with a text for people."""
    if not text:
        return say(_("Write something here."))
    if len(text) > longest:
        message = _("This is too long: {most} characters at most, here are {n}.")
        return say(message, most=longest, n=len(text))
    if not text.isprintable():
        return say(_("Characters that cannot be seen stand in this text."))
    return None


def wrong_label(text: str, others: Sequence[Question]) -> str | None:
    """What is wrong with a question beside the others: what `guichet check` would say too."""
    wrong = wrong_text(text, LONGEST_LABEL)
    if wrong is not None:
        return wrong
    if any(one.label.casefold() == text.casefold() for one in others):
        return say(_("This is asked already."))
    draft = Draft(
        name="essai", title="Essai", audience=("anyone",), nature="depot",
        questions=(Question(text, "text"),),
    )  # fmt: skip
    definition = read_definition("", text_of(draft).encode())
    told = check_definition(definition, ALONE)
    return sentence(told[0], spoken_language()) if told else None


def wrong_item(text: str) -> str | None:
    """What is wrong with the word for one of several."""
    return wrong_text(text, 40) or wrong_label(text, ())


def cut(text: str) -> tuple[str, ...]:
    """The options between commas."""
    return tuple(" ".join(one.split()) for one in text.split(",") if one.strip())


def wrong_options(text: str) -> str | None:
    """What is wrong with options."""
    options = cut(text)
    if len({one.casefold() for one in options}) != len(options):
        return say(_("An option stands here twice."))
    if not 2 <= len(options) <= MOST_OPTIONS:
        return say(_("Write 2 to {most} options, with commas between them."), most=MOST_OPTIONS)
    return next((wrong for one in options if (wrong := wrong_label(one, ()))), None)


def wrong_duration(text: str) -> str | None:
    """What is wrong with a duration."""
    if read_duration(text):
        return None
    return say(_("Write a duration, as “30 days”, “6 months” or “5 years”."))
