"""The addresses of a procedure that is looked at while it is written: all lead to its preview."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import Request

from engine.i18n import LANGUAGES
from engine.journeys import Path
from engine.web.addresses import RETURN, SUMMARY, DraftLinks

PLACE, ELEMENT, REMOVED = "etape", "element", "retirer"
PERSON, LANGUAGE, THEME, ERRORS = "personne", "langue", "theme", "erreurs"
SCHEMES = {"clair": "light", "sombre": "dark"}
YES = "oui"
END = "fin"


@dataclass(frozen=True)
class Choice:
    """How a procedure is looked at; what is said above it, of a text that cannot be read now."""

    person: str = ""
    language: str = ""
    theme: str = ""
    errors: bool = False
    said: str = ""
    is_late: bool = False

    @property
    def scheme(self) -> str:
        """The colours: light, dark, or those of the screen."""
        return SCHEMES.get(self.theme, "light dark")

    @property
    def style(self) -> str:
        """The style sheet in which these colours are the only ones, "" for the usual one."""
        return f"/studio/apercu/{self.theme}.css" if self.theme in SCHEMES else ""

    @property
    def query(self) -> dict[str, str]:
        """What addresses say of it."""
        named = {PERSON: self.person, LANGUAGE: self.language, THEME: self.theme}
        chosen = {name: text for name, text in named.items() if text}
        return chosen | ({ERRORS: YES} if self.errors else {})


def choice_of(request: Request) -> Choice:
    """How the address that is asked for wants it to be looked at."""
    language, theme = request.args.get(LANGUAGE, ""), request.args.get(THEME, "")
    return Choice(
        person=request.args.get(PERSON, "")[:100],
        language=language if language in LANGUAGES else "",
        theme=theme if theme in SCHEMES else "",
        errors=request.args.get(ERRORS) == YES,
    )


@dataclass(frozen=True)
class PreviewLinks(DraftLinks):
    """Addresses that carry along how the procedure is looked at."""

    name: str = ""
    choice: Choice = Choice()

    @property
    def root(self) -> str:
        """The preview."""
        return f"/studio/demarches/{self.name}/apercu"

    def address(self, **said: str) -> str:
        """The address of something in the preview."""
        back = {RETURN: SUMMARY} if self.returns else {}
        return f"{self.root}?{urlencode({**said, **back, **self.choice.query}, safe='/')}"

    def place(self, path: Path) -> str:
        """The address of a step or a hub; that of the summary for ()."""
        return self.address(**{PLACE: "/".join(path) or SUMMARY})

    def hub(self, path: Path, page: int, key: str = "") -> str:
        """The address of a page of a hub."""
        address = self.address(**{PLACE: "/".join(path), "page": str(page)})
        return f"{address}#element-{key}" if key else address

    def register(self, path: Path) -> str:
        """A register is not imported here: the hub stays."""
        return self.place(path)

    def change(self, path: Path) -> str:
        """The address of a step that one corrects, to return to the summary then."""
        return replace(self, returns=True).place(path)

    def remove(self, path: Path) -> str:
        """The address that takes an item away."""
        return self.address(**{PLACE: "/".join(path[:-1]), REMOVED: path[-1]})

    def end(self) -> str:
        """The address of what comes at the end."""
        return self.address(**{PLACE: END})

    def leave(self) -> str:
        """Nothing is left: one stays."""
        return self.address()

    def abandon(self) -> str:
        """Nothing is to be abandoned: one stays."""
        return self.address()

    def thumbnail(self, upload: str) -> str:
        """No file is kept."""
        del upload
        return ""

    def file(self, upload: str) -> str:
        """No file is kept."""
        del upload
        return self.address()
