"""The rule `D711`: a site that gives a value to a parameter that nobody reads."""

from collections.abc import Iterator

from engine.checks.rule import Rule, _
from engine.checks.site_parameters import parameters_at, read_by_site
from engine.definitions import Library
from engine.source import Diagnostic


class UnknownSiteParameter(Rule):
    """A site gives a value to a parameter that none of the procedures it offers has, and that its
    own texts do not read.

        parameters: {document_max: 20}

    Write the name that stands under `parameters:` in the procedure. Here, `documents_max`.
    """

    code = "D711"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The names that no procedure of the site has."""
        if any(one.procedure is None for one in library.definitions.values()):
            return  # a definition that cannot be read has parameters that are not known
        for site in library.sites.values():
            known = {name for _procedure, name, _value in parameters_at(site, library)}
            known |= read_by_site(site, library)
            for name in site.parameters:
                if name not in known:
                    span = site.source.at(f"parameters.{name}")
                    message = _("No procedure of this site has a parameter “{name}”")
                    yield self.near(span, message, name, known)
