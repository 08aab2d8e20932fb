"""Identity providers: asking one who a person is, and judging what it answers."""

from engine.federation.errors import Problem, ProviderError
from engine.federation.provider import Client, Identity, Provider, forget_all

__all__ = ["Client", "Identity", "Problem", "Provider", "ProviderError", "forget_all"]
