"""The rule `D530`: a social security number is asked for without a decree that allows it."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic


class SocialSecurityNumber(Rule):
    """A field `nir` in a procedure of a site that does not say why it may ask for one.

    Only those whom decree 2019-341 names may use the number, for what it says. A site that is one
    of them writes so, and its persons may read it as `{{ site.nir }}`:

        nir: Décret 2019-341, article 2, 3° (protection sociale)

    Any other asks for the name and the date of birth, or for a number of its own.
    """

    code = "D530"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The fields of this type, unless each site that offers the procedure says why."""
        procedure = subject.procedure
        sites = [one for one in subject.library.sites.values() if one.offers(procedure.name)]
        if sites and all(site.nir.strip() for site in sites):
            return
        for *_place, field in procedure.all_fields():
            asked = [field, *getattr(field, "columns", ())]
            for one in asked:
                if one.type_name == "nir":
                    message = _("The social security number may not be asked for here")
                    yield self.at(one.source.at("type"), message)
