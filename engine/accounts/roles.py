"""Roles: what those who work at a site may do there beside what everybody may."""

from collections.abc import Collection, Mapping

RIGHTS: Mapping[str, frozenset[str]] = {
    "agent": frozenset({"submissions", "messages", "requests", "invitations", "erasures", "plans"}),
    "author": frozenset({"definitions", "publish", "plans"}),
    "contributor": frozenset({"definitions", "plans"}),
    "operator": frozenset({"register", "events", "deliveries", "roles", "accounts", "plans"}),
}
ROLES = tuple(RIGHTS)


def rights_of(roles: Collection[str]) -> frozenset[str]:
    """All that the roles of an account allow; a role that is not known allows nothing."""
    return frozenset().union(*(RIGHTS.get(role, frozenset()) for role in roles))


def may(roles: Collection[str], right: str) -> bool:
    """Whether the roles of an account allow something."""
    return right in rights_of(roles)


def needs_second_factor(roles: Collection[str]) -> bool:
    """Whether an account must have a second factor: every one that has a role."""
    return bool(roles)


def may_be_remembered(roles: Collection[str]) -> bool:
    """Whether a browser may stay signed in to an account: never to one that has a role."""
    return not roles
