"""The rule `D706`: a host name that two sites have."""

from collections.abc import Iterator

from engine.checks.rule import Rule, _
from engine.definitions import Library, host_name
from engine.source import Diagnostic


class SameHost(Rule):
    """Two sites answer to one host name: only one of them would be seen.

        hosts: [demarches.exempleville.test]

    Give each site its own host names.
    """

    code = "D706"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The host names that a site before has."""
        seen: dict[str, str] = {}
        for site in library.sites.values():
            for host in dict.fromkeys(map(host_name, site.hosts)):
                if host in seen:
                    message = _("The site “{site}” already answers to “{host}”")
                    span = site.source.at("hosts")
                    yield self.at(span, message, site=seen[host], host=host)
                seen.setdefault(host, site.name)
