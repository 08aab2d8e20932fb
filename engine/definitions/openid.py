"""An identity provider: where a person may prove who they are instead of typing a password."""

from dataclasses import dataclass

from engine.source.spec import Written, spec, written


@dataclass(frozen=True, kw_only=True)
class OpenId:
    """An OpenID Connect provider, such as FranceConnect. Its secret is in the environment."""

    issuer: str = spec("The address of the provider, as it calls itself")
    client_id: str = spec("The name under which the provider knows the site")
    label: str = spec("What persons call the provider", default="FranceConnect")
    scopes: tuple[str, ...] = spec(
        "What is asked about the person", default=("openid", "profile", "email")
    )
    levels: tuple[str, ...] = spec(
        "The levels of assurance (`acr`) that are accepted, the one asked for first;"
        " any when nothing is said",
        default=(),
    )
    opens: str = spec(
        "The profile of the accounts that it opens for those who have none; without it, it only"
        " signs in to accounts that exist",
        default="",
    )
    source: Written = written()
