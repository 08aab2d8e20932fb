"""Field types: one file each, and the table that knows them."""

from collections.abc import Mapping

from engine.fields.address import Address
from engine.fields.base import COMMON_MESSAGES, Field, Json, Limits
from engine.fields.checkbox import CheckBox
from engine.fields.checkboxes import CheckBoxes
from engine.fields.choice import Choice
from engine.fields.choices import (
    LISTED_MOST,
    Choices,
    Detail,
    ListedChoices,
    Option,
    ProfileChoices,
    TableChoices,
    listed_in,
)
from engine.fields.code import Code
from engine.fields.commune import Commune
from engine.fields.computed import Computed, schema_of, sent_value, shown_value
from engine.fields.consent import Consent
from engine.fields.country import Country
from engine.fields.date import Date
from engine.fields.decimal import DecimalField
from engine.fields.email import Email
from engine.fields.files import MOST_FILES, Files
from engine.fields.grid import Grid
from engine.fields.iban import Iban
from engine.fields.integer import Integer
from engine.fields.money import Money
from engine.fields.month import Month
from engine.fields.nir import Nir
from engine.fields.note import Note
from engine.fields.password import Password
from engine.fields.person import Person
from engine.fields.point import Point
from engine.fields.postal_code import PostalCode
from engine.fields.rating import Rating
from engine.fields.registration_number import RegistrationNumber
from engine.fields.rna import Rna
from engine.fields.several import Several
from engine.fields.siren import Siren
from engine.fields.siret import Siret
from engine.fields.table_of import TableOf
from engine.fields.tel import Tel
from engine.fields.text import TextField
from engine.fields.textarea import TextArea
from engine.fields.texts import ANY, Text
from engine.fields.time import Time
from engine.fields.url import Url
from engine.fields.yes_no import YesNo

TYPES: Mapping[str, type[Field]] = {
    field.type_name: field
    for field in (
        TextField,
        TextArea,
        Integer,
        Date,
        Choice,
        CheckBoxes,
        YesNo,
        CheckBox,
        Consent,
        Email,
        Person,
        Address,
        Files,
        Note,
        Computed,
        Password,
        Code,
        Tel,
        PostalCode,
        DecimalField,
        Money,
        Month,
        Siren,
        Siret,
        Rna,
        Iban,
        RegistrationNumber,
        Url,
        Time,
        Country,
        Nir,
        Point,
        Rating,
        Commune,
        TableOf,
        Several,
    )
}

__all__ = [
    "ANY",
    "COMMON_MESSAGES",
    "LISTED_MOST",
    "MOST_FILES",
    "TYPES",
    "Choice",
    "Choices",
    "Code",
    "Computed",
    "Consent",
    "Detail",
    "Field",
    "Files",
    "Grid",
    "Json",
    "Limits",
    "ListedChoices",
    "Option",
    "Password",
    "ProfileChoices",
    "TableChoices",
    "TableOf",
    "Text",
    "listed_in",
    "schema_of",
    "sent_value",
    "shown_value",
]
