"""The addresses that pages lead to; the door that shows them knows how they are written."""

from typing import Protocol

from engine.journeys import Path

# What is before the name of a group, of a value, in the anchors that addresses lead to.
GROUP, AMOUNT = "groupe-", "calcul-"


class Links(Protocol):
    """Addresses of one draft."""

    def place(self, path: Path) -> str:
        """The address of a step or a hub; that of the summary for ()."""
        ...

    def hub(self, path: Path, page: int) -> str:
        """The address of a page of a hub that has many items."""
        ...

    def register(self, path: Path) -> str:
        """The address at which a register is imported into a group."""
        ...

    def change(self, path: Path) -> str:
        """The address of a step that one corrects, to return to the summary then."""
        ...

    def remove(self, path: Path) -> str:
        """The address of the page that asks whether to remove an item."""
        ...

    def summary(self, group: str, page: int) -> str:
        """The address of the summary at a page of a group that has many items."""
        ...

    def amount(self, path: Path, name: str) -> str:
        """The address at which a value that was worked out at a step is explained."""
        ...

    def leave(self) -> str:
        """Where one goes to go on later."""
        ...

    def thumbnail(self, upload: str) -> str:
        """The address of the small picture of a file."""
        ...

    def file(self, upload: str) -> str:
        """The address of a file."""
        ...


class NoLinks:
    """A receipt is read long after the draft is gone: it leads nowhere into it."""

    def place(self, path: Path) -> str:
        """Nowhere."""
        del path
        return ""

    def hub(self, path: Path, page: int) -> str:
        """Nowhere."""
        del path, page
        return ""

    def register(self, path: Path) -> str:
        """Nowhere."""
        del path
        return ""

    def change(self, path: Path) -> str:
        """Nowhere."""
        del path
        return ""

    def remove(self, path: Path) -> str:
        """Nowhere."""
        del path
        return ""

    def summary(self, group: str, page: int) -> str:
        """Nowhere."""
        del group, page
        return ""

    def amount(self, path: Path, name: str) -> str:
        """Nowhere."""
        del path, name
        return ""

    def leave(self) -> str:
        """Nowhere."""
        return ""

    def thumbnail(self, upload: str) -> str:
        """Nowhere."""
        del upload
        return ""

    def file(self, upload: str) -> str:
        """Nowhere."""
        del upload
        return ""
