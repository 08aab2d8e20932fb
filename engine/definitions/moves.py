"""What `migrate:` of a new version does to the answers of open drafts."""

from dataclasses import dataclass

from engine.source.spec import Written, spec, written


@dataclass(frozen=True, kw_only=True)
class Forget:
    """An answer that is asked no more, or means something else now: it goes."""

    name: str = spec("The name of the field whose answers go", key="forget")
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Replace:
    """An answer that is worded otherwise."""

    name: str = spec("The name of the field", key="replace")
    before: str = spec("The answer as it was kept", key="from")
    after: str = spec("The answer as it is kept now", key="to")
    source: Written = written()


Move = Forget | Replace
