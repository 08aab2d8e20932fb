"""The kinds of refusal that the whole engine knows."""

from collections.abc import Sequence


class GuichetError(Exception):
    """The root of what the engine raises on purpose."""


class NotFoundError(GuichetError):
    """What was asked for does not exist, or not for this person."""


class NotAllowedError(GuichetError):
    """This person may not do this; signing in may help."""


class ConflictError(GuichetError):
    """The same thing was changed elsewhere meanwhile."""


class GoneError(GuichetError):
    """What was asked for existed and is no more."""


class UnavailableError(GuichetError):
    """A means of ours does not answer or is full: nothing was kept, try again later."""


class InputError(GuichetError):
    """A field refuses what was typed; `key` is one of the field type's `messages`."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    @property
    def all(self) -> "tuple[InputError, ...]":
        """The refusals held here: one, but for several files sent together."""
        return (self,)


class SeveralInputErrors(InputError):  # noqa: N818 - several, as it says
    """Several refusals of one field, as when several files are sent together."""

    def __init__(self, errors: Sequence[InputError]) -> None:
        super().__init__(errors[0].key, **errors[0].values)
        self.errors = tuple(errors)

    @property
    def all(self) -> tuple[InputError, ...]:
        """The refusals, in order."""
        return self.errors
