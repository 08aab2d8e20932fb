"""Choosing a password: what is asked of it at a site, of a person."""

from engine.accounts.passwords import fault_of
from engine.expressions import Syntax
from engine.services.acting import ActRefused, Asked


def check_password(asked: Asked, password: str, *known: str) -> None:
    """Refuse a password that is too short, too long, too frequent, or built on what is known.

    `known` is the name of the person and their address; the names of the site are added.
    """
    site = asked.desk.catalogue.site(asked.visitor.site)
    said = [part for text in known for part in (text, text.partition("@")[0])]
    fault = fault_of(password, [site.name, site.title, *said])
    if fault is not None:
        raise ActRefused(fault.key, asked_by(asked, "password"), **fault.values)


def asked_by(asked: Asked, parameter: str) -> str:
    """The field whose answer is a parameter of the act, empty when it is worked out otherwise."""
    syntax = getattr(asked.action, parameter, None)
    roots = sorted(syntax.roots) if isinstance(syntax, Syntax) else []
    return roots[0] if len(roots) == 1 else ""
