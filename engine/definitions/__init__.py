"""Definitions: the model of a procedure, reading it, the folder it stands in."""

from engine.definitions.definition import read_definition, read_record
from engine.definitions.library import Library, load_library
from engine.definitions.model import (
    ANYONE,
    Attestation,
    Check,
    Definition,
    Group,
    Part,
    Procedure,
    Retention,
    Step,
)
from engine.definitions.scopes import Place, base_names, places_of
from engine.definitions.site import Profile, Service, Site, Theme, record_of

__all__ = [
    "ANYONE",
    "Attestation",
    "Check",
    "Definition",
    "Group",
    "Library",
    "Part",
    "Place",
    "Procedure",
    "Profile",
    "Retention",
    "Service",
    "Site",
    "Step",
    "Theme",
    "base_names",
    "load_library",
    "places_of",
    "read_definition",
    "read_record",
    "record_of",
]
