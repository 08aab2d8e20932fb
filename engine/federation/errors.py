"""Why a provider could not say who somebody is."""

from enum import Enum

from engine.errors import GuichetError


class Problem(Enum):
    """What went wrong, as far as a person has to know."""

    REFUSED = "refused"
    DOWN = "down"
    LATE = "late"
    LEVEL = "level"
    ANSWER = "answer"


class ProviderError(GuichetError):
    """The provider did not say who somebody is; `detail` is for the log and names nobody."""

    def __init__(self, problem: Problem, detail: str) -> None:
        super().__init__(f"{problem.value}: {detail}")
        self.problem = problem
