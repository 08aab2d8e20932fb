"""The rule `D712`: a site that gives a parameter a value of another type."""

from collections.abc import Iterator

from engine.checks.rule import Rule, _
from engine.checks.site_parameters import fits_parameter, parameters_at
from engine.definitions import Library
from engine.definitions.scopes import type_of
from engine.source import Diagnostic


class SiteParameterType(Rule):
    """A site gives a parameter a value of another type than that of the procedure, so that what
    reads it would be wrong there.

        parameters: {documents_max: vingt}

    Write a value like that of the procedure: a whole number where it has one, a text where it has
    a text. A whole number may stand for a number with decimals.
    """

    code = "D712"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The values that do not fit."""
        for site in library.sites.values():
            for procedure, name, value in parameters_at(site, library):
                if name in site.parameters:
                    given = type_of(site.parameters[name])
                    if not fits_parameter(given, type_of(value)):
                        message = _(
                            "“{name}” is of another type in the procedure “{procedure}”, where it"
                            " is {value}"
                        )
                        span = site.source.at(f"parameters.{name}")
                        yield self.at(span, message, name=name, procedure=procedure, value=value)
