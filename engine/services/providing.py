"""Which identity provider a site has; light, as every sign-in page asks."""

from engine.database import identities
from engine.database.accounts import Account
from engine.database.identities import Identity
from engine.definitions.openid import OpenId
from engine.errors import NotFoundError
from engine.services.desk import Desk


def provider_at(desk: Desk, site: str) -> OpenId | None:
    """The provider of a site, None while the site names none or the operator gave no secret."""
    try:
        found = desk.catalogue.site(site).openid
    except NotFoundError:
        return None
    return found if found is not None and desk.settings.openid_secret(site) else None


def identities_of(desk: Desk, account: Account) -> list[Identity]:
    """The identities with which an account is signed in to, the first linked first."""
    return identities.list_of(desk.database, account.site, account.id)


__all__ = ["Account", "Identity", "identities_of", "provider_at"]
