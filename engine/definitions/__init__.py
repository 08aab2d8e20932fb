"""Definitions: the model of a procedure, reading it, the folder it stands in."""

from engine.definitions.accepting import Acceptance
from engine.definitions.definition import read_definition, read_record, read_version
from engine.definitions.expanding import Use
from engine.definitions.folder import Folder
from engine.definitions.fragments import Fragment
from engine.definitions.legal import Accessibility, Audit, Legal, Organisation
from engine.definitions.library import Library, host_name, load_library
from engine.definitions.model import (
    ANYONE,
    SIGNED_IN,
    Attestation,
    Check,
    Definition,
    Driven,
    Exit,
    ExitLink,
    Expected,
    Group,
    Part,
    Procedure,
    RegisterImport,
    Retention,
    Section,
    Step,
    conditions_of,
)
from engine.definitions.points import Point, points_of
from engine.definitions.profile import ROOT, Column, Columns, Profile
from engine.definitions.scopes import Place, base_names, computed_kinds, places_of, record_type
from engine.definitions.site import OnLinePayment, Service, Site, Theme, record_of
from engine.definitions.tests import Expectation, Test
from engine.definitions.texts import TextBody, TextVersion, VersionedText, with_last_good

__all__ = [
    "ANYONE",
    "ROOT",
    "SIGNED_IN",
    "Acceptance",
    "Accessibility",
    "Attestation",
    "Audit",
    "Check",
    "Column",
    "Columns",
    "Definition",
    "Driven",
    "Exit",
    "ExitLink",
    "Expectation",
    "Expected",
    "Folder",
    "Fragment",
    "Group",
    "Legal",
    "Library",
    "OnLinePayment",
    "Organisation",
    "Part",
    "Place",
    "Point",
    "Procedure",
    "Profile",
    "RegisterImport",
    "Retention",
    "Section",
    "Service",
    "Site",
    "Step",
    "Test",
    "TextBody",
    "TextVersion",
    "Theme",
    "Use",
    "VersionedText",
    "base_names",
    "computed_kinds",
    "conditions_of",
    "host_name",
    "load_library",
    "places_of",
    "points_of",
    "read_definition",
    "read_record",
    "read_version",
    "record_of",
    "record_type",
    "with_last_good",
]
