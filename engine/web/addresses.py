"""How the addresses of a draft are written and read."""

from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from engine.journeys import Path
from engine.pages.links import AMOUNT, GROUP

SUMMARY = "recapitulatif"
MARK = "~"
# Procedures that every site has, and that are found at an address of their own.
SHORT = {"connexion": "/connexion"}
RETURN = "retour"


@dataclass(frozen=True)
class DraftLinks:
    """The addresses of a draft; those of its procedure while there is no draft yet.

    The draft of a procedure that was begun first needs no name in its addresses: most people
    have one. Another one is named, after a `~`. While one corrects an answer of the summary, the
    addresses say that one returns there.
    """

    procedure: str
    key: str = ""
    is_begun: bool = True
    returns: bool = False
    # What is asked for after it, as `?suite=/mes-envois`.
    query: str = ""

    @property
    def root(self) -> str:
        """What all addresses of the draft begin with."""
        if not self.is_begun and self.procedure in SHORT:
            return SHORT[self.procedure]
        name = f"/{MARK}{quote(self.key)}" if self.key else ""
        return f"/demarches/{quote(self.procedure)}{name}"

    def place(self, path: Path) -> str:
        """The address of a step or a hub; that of the summary for ()."""
        if not self.is_begun:
            return self.root + self.query
        where = "/".join(path) + self.mark if path else SUMMARY
        return f"{self.root}/{where}{self.query}"

    def hub(self, path: Path, page: int, key: str = "") -> str:
        """The address of a page of a hub that has many items, at the item of a key."""
        address = self.place(path)
        if page > 1 or not key:
            address += f"{'&' if '?' in address else '?'}page={page}"
        return f"{address}#element-{key}" if key else address

    def register(self, path: Path) -> str:
        """The address at which a register is imported into a group."""
        return f"{self.root}/-/importer/{'/'.join(path)}"

    def change(self, path: Path) -> str:
        """The address of a step that one corrects, to return to the summary then."""
        return replace(self, returns=True).place(path)

    @property
    def mark(self) -> str:
        """What says in an address that one returns to the summary."""
        return f"?{RETURN}={SUMMARY}" if self.returns else ""

    def remove(self, path: Path) -> str:
        """The address that asks whether to remove an item."""
        return f"{self.root}/-/retirer/{'/'.join(path)}{self.mark}"

    def summary(self, group: str, page: int) -> str:
        """The address of the summary at a page of a group that has many items."""
        return f"{self.root}/{SUMMARY}?page={group}.{page}#{GROUP}{group}"

    def amount(self, path: Path, name: str) -> str:
        """The address at which a value that was worked out at a step is explained."""
        return f"{self.root}/-/calculs/{'/'.join(path)}#{AMOUNT}{name}"

    def leave(self) -> str:
        """Where one goes on later."""
        return "/mes-envois"

    def abandon(self) -> str:
        """The address that asks whether to delete the draft."""
        return f"{self.root}/-/abandonner"

    def thumbnail(self, upload: str) -> str:
        """The address of a small picture."""
        return f"{self.root}/-/vignettes/{quote(upload)}"

    def file(self, upload: str) -> str:
        """The address of a file."""
        return f"{self.root}/-/fichiers/{quote(upload)}"


def receipt_address(reference: str) -> str:
    """The permanent address of a receipt."""
    return f"/accuses/{quote(reference)}"


def read_address(address: str) -> tuple[str, str, Path] | None:
    """The procedure, the draft if it is named, and the path of the step of an address, or None.

    The path is empty for the start of the procedure.
    """
    parts = address.partition("?")[0].strip("/").split("/")
    if len(parts) < 2 or parts[0] != "demarches" or "-" in parts:
        return None
    if len(parts) == 2:
        return parts[1], "", ()
    named = parts[2].startswith(MARK)
    path = tuple(parts[3:] if named else parts[2:])
    key = parts[2].removeprefix(MARK) if named else ""
    return (parts[1], key, path) if len(path) in {1, 3, 5} else None


def local(address: str) -> str:
    """The address if it leads to this site, else the home page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    is_local = not parts.scheme and not parts.netloc and address.startswith("/")
    is_local = is_local and address.isprintable()
    return address if is_local and not address.startswith(("//", "/\\")) else "/"
