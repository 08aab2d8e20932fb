"""The rule `D713`: an identity provider that could not be trusted."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from engine.checks.rule import Rule, _
from engine.definitions import Library
from engine.definitions.openid import OpenId
from engine.definitions.site_scopes import profiles_of
from engine.source import Diagnostic

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class OpenidProvider(Rule):
    """What a site says of its identity provider cannot work, or not safely: an `issuer` that is
    not `https://…`, `scopes` without `openid`, accounts opened with a profile that nobody has.

        openid: {issuer: http://fournisseur.demo.test, client_id: abc}

    Write the address as the provider writes it, `openid` among the scopes, a profile of the site.
    """

    code = "D713"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The providers that cannot be used."""
        for site in library.sites.values():
            if site.openid is None:
                continue
            yield from self._of_provider(site.openid)
            opened, known = site.openid.opens, profiles_of(site, library)
            if opened and opened not in known:
                said = _("“{profile}” is none of the profiles of the site: {known}")
                at = site.openid.source.at("opens")
                yield self.at(at, said, profile=opened, known=", ".join(known))

    def _of_provider(self, openid: OpenId) -> Iterator[Diagnostic]:
        if not is_safe(openid.issuer):
            said = _("“{url}” is not an address “https://…” without “?” nor “#”")
            yield self.at(openid.source.at("issuer"), said, url=openid.issuer)
        if "openid" not in openid.scopes:
            said = _("“openid” must be among the scopes")
            yield self.at(openid.source.at("scopes"), said)


def is_safe(issuer: str) -> bool:
    """Whether an issuer is asked over https; http does on one's own machine."""
    try:
        parts = urlsplit(issuer)
    except ValueError:
        return False
    if not parts.hostname or parts.query or parts.fragment or parts.username:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
