"""The kinds of refusal that the whole engine knows."""


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


class InputError(GuichetError):
    """A field refuses what was typed; `key` is one of the field type's `messages`."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
