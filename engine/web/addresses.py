"""How the addresses of a draft are written and read."""

from dataclasses import dataclass
from urllib.parse import quote

from engine.journeys import Path

SUMMARY = "recapitulatif"


@dataclass(frozen=True)
class DraftLinks:
    """The addresses of one draft; those of its procedure while there is no draft yet."""

    procedure: str
    key: str

    @property
    def root(self) -> str:
        """What all addresses of the draft begin with."""
        return f"/demarches/{quote(self.procedure)}/{quote(self.key)}"

    def place(self, path: Path) -> str:
        """The address of a step or a hub; that of the summary for ()."""
        if not self.key:
            return f"/demarches/{quote(self.procedure)}"
        return f"{self.root}/{'/'.join(path) if path else SUMMARY}"

    def remove(self, path: Path) -> str:
        """The address that asks whether to remove an item."""
        return f"{self.root}/-/retirer/{'/'.join(path)}"

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
    """The procedure, the draft and the path of a step that an address names, else None."""
    parts = address.partition("?")[0].strip("/").split("/")
    if len(parts) in {4, 6} and parts[0] == "demarches" and "-" not in parts:
        return parts[1], parts[2], tuple(parts[3:])
    return None
