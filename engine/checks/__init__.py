"""Rules on definitions: one file each, and the table that knows them."""

from collections.abc import Iterable

from engine.checks.accepting import not_accepted
from engine.checks.always_true import AlwaysTrue
from engine.checks.asked_later import AskedLater
from engine.checks.blank_text import BlankText
from engine.checks.bounds import TooDeep
from engine.checks.consent_boxes import ConsentWithoutBox
from engine.checks.consent_texts import UnversionedConsent
from engine.checks.constant_condition import ConstantValue
from engine.checks.contradiction import Contradiction
from engine.checks.contrast import Contrast
from engine.checks.cycle import Cycle
from engine.checks.deep_group import DeepGroup
from engine.checks.default_value import RefusedDefault
from engine.checks.detail_place import DetailPlace
from engine.checks.document_parts import DocumentParts
from engine.checks.duplicate_key import DuplicateKey
from engine.checks.duplicate_name import DuplicateName
from engine.checks.duplicate_option import DuplicateOption
from engine.checks.duplicate_step import DuplicateStep
from engine.checks.empty_file import EmptyFile
from engine.checks.empty_step import EmptyStep
from engine.checks.encoding import WrongEncoding
from engine.checks.exclusive_option import ExclusiveOption
from engine.checks.exit_place import ExitPlace
from engine.checks.expected_parts import ExpectedParts
from engine.checks.expression_syntax import ExpressionSyntax
from engine.checks.failing_test import FailingTest
from engine.checks.file_size import FileTooLarge
from engine.checks.forbidden_construction import ForbiddenConstruction
from engine.checks.fragment_around import FragmentAround
from engine.checks.fragment_room import FragmentRoom
from engine.checks.gap_in_table import GapInTable
from engine.checks.grid_columns import GridColumns
from engine.checks.group_number import GroupNumber
from engine.checks.heading_order import HeadingOrder
from engine.checks.html_in_text import HtmlInText
from engine.checks.impossible_acceptance import ImpossibleAcceptance
from engine.checks.impossible_limits import ImpossibleLimits
from engine.checks.kept_type import KeptType
from engine.checks.keys_as_texts import KeyIsNoText
from engine.checks.long_list import LongList
from engine.checks.may_be_unknown import MayBeUnknown
from engine.checks.missing_key import MissingKey
from engine.checks.missing_label import MissingLabel
from engine.checks.missing_translation import MissingTranslation
from engine.checks.mixed_types import MixedTypes
from engine.checks.name_form import NameForm
from engine.checks.names_in_tests import NamesInTests
from engine.checks.no_option import NoOption
from engine.checks.no_provider import NoProvider
from engine.checks.no_receipt import NoReceipt
from engine.checks.no_retention import NoRetention
from engine.checks.no_row import NoRow
from engine.checks.no_site import NoSite
from engine.checks.no_test import NoTest
from engine.checks.one_option import OneOption
from engine.checks.one_payment import OnePayment
from engine.checks.openid_provider import OpenidProvider
from engine.checks.option_in_test import OptionInTest
from engine.checks.other_templates import OtherTemplates
from engine.checks.parameter_not_given import ParameterNotGiven
from engine.checks.pattern import UnusablePattern
from engine.checks.perhaps_no_row import PerhapsNoRow
from engine.checks.picture_words import PictureWords
from engine.checks.receipt_contents import ReceiptContents
from engine.checks.redundant_condition import RedundantCondition
from engine.checks.register_columns import RegisterColumns
from engine.checks.renames import Renames
from engine.checks.repeated_parts import RepeatedPart
from engine.checks.reserved_name import ReservedName
from engine.checks.rule import Rule
from engine.checks.running import Checker, in_order
from engine.checks.same_fragment import SameFragment
from engine.checks.same_host import SameHost
from engine.checks.same_label import SameLabel
from engine.checks.same_option_label import SameOptionLabel
from engine.checks.same_procedure import SameProcedure
from engine.checks.same_receipt import SameReceipt
from engine.checks.same_site_part import SameSitePart
from engine.checks.schema_keywords import SchemaKeywords
from engine.checks.season import Season
from engine.checks.secret_in_test import SecretInTest
from engine.checks.secret_place import SecretPlace
from engine.checks.sensitive_without_purpose import SensitiveWithoutPurpose
from engine.checks.sentences import described, sentence
from engine.checks.service_phone import ServicePhone
from engine.checks.several_documents import SeveralDocuments
from engine.checks.shape_in_test import ShapeInTest
from engine.checks.silent_nature import SilentNature
from engine.checks.site_parameter_type import SiteParameterType
from engine.checks.social_security_number import SocialSecurityNumber
from engine.checks.tabs import Tab
from engine.checks.text_links import TextLinks
from engine.checks.text_places import TextPlaces
from engine.checks.unchosen_option import UnchosenOption
from engine.checks.unique_fields import UniqueFields
from engine.checks.unknown_audience import UnknownAudience
from engine.checks.unknown_autocomplete import UnknownAutocomplete
from engine.checks.unknown_column import UnknownColumn
from engine.checks.unknown_column_of_profile import UnknownColumnOfProfile
from engine.checks.unknown_fragment import UnknownFragment
from engine.checks.unknown_function import UnknownFunction
from engine.checks.unknown_key import UnknownKey
from engine.checks.unknown_language import UnknownLanguage
from engine.checks.unknown_list import UnknownList
from engine.checks.unknown_mail import UnknownMail
from engine.checks.unknown_message import UnknownMessage
from engine.checks.unknown_name import UnknownName
from engine.checks.unknown_option import UnknownOption
from engine.checks.unknown_page import UnknownPage
from engine.checks.unknown_parameter import UnknownParameter
from engine.checks.unknown_place import UnknownPlace
from engine.checks.unknown_procedure import UnknownProcedure
from engine.checks.unknown_record_list import UnknownRecordList
from engine.checks.unknown_site_parameter import UnknownSiteParameter
from engine.checks.unknown_step import UnknownStep
from engine.checks.unknown_table import UnknownTable
from engine.checks.unknown_type import UnknownType
from engine.checks.unquoted_braces import UnquotedBraces
from engine.checks.unreachable import Unreachable
from engine.checks.unread_parameter import UnreadParameter
from engine.checks.unseen_characters import UnseenCharacter
from engine.checks.unsure_condition import UnsureCondition
from engine.checks.untaken_branch import UntakenBranch
from engine.checks.unused_parameter import UnusedParameter
from engine.checks.useless_key import UselessKey
from engine.checks.vain_acceptance import VainAcceptance
from engine.checks.video_words import VideoWords
from engine.checks.wrong_arity import WrongArity
from engine.checks.wrong_link import WrongLink
from engine.checks.wrong_type import WrongType
from engine.checks.yaml_syntax import YamlSyntax
from engine.checks.zero_divisor import ZeroDivisor
from engine.definitions import Definition, Library, Procedure
from engine.source import Diagnostic

RULES: tuple[Rule, ...] = (
    # family D0, reading
    FileTooLarge(),
    WrongEncoding(),
    UnseenCharacter(),
    YamlSyntax(),
    TooDeep(),
    RepeatedPart(),
    SeveralDocuments(),
    DuplicateKey(),
    EmptyFile(),
    Tab(),
    KeyIsNoText(),
    UnquotedBraces(),
    UnknownKey(),
    MissingKey(),
    WrongType(),
    UnknownType(),
    # family D1, names
    DuplicateName(),
    DuplicateStep(),
    UnknownName(),
    UnknownColumn(),
    UnknownTable(),
    UnknownList(),
    ReservedName(),
    NameForm(),
    UnknownMessage(),
    UnknownPlace(),
    SameProcedure(),
    UnknownAutocomplete(),
    NoSite(),
    UnknownLanguage(),
    UnknownMail(),
    UnknownColumnOfProfile(),
    KeptType(),
    UnknownAudience(),
    UnknownStep(),
    TextPlaces(),
    UnknownFragment(),
    UnknownParameter(),
    ParameterNotGiven(),
    UnusedParameter(),
    FragmentAround(),
    FragmentRoom(),
    SameFragment(),
    UniqueFields(),
    Renames(),
    UnreadParameter(),
    GridColumns(),
    RegisterColumns(),
    DocumentParts(),
    ExpectedParts(),
    VainAcceptance(),
    ImpossibleAcceptance(),
    # family D2, expressions and values
    ExpressionSyntax(),
    ForbiddenConstruction(),
    UnknownOption(),
    MixedTypes(),
    Contradiction(),
    AlwaysTrue(),
    AskedLater(),
    UnknownFunction(),
    WrongArity(),
    ConstantValue(),
    Cycle(),
    RefusedDefault(),
    ImpossibleLimits(),
    MayBeUnknown(),
    DuplicateOption(),
    UnusablePattern(),
    SchemaKeywords(),
    UselessKey(),
    UnsureCondition(),
    ZeroDivisor(),
    NoRow(),
    PerhapsNoRow(),
    GapInTable(),
    ExclusiveOption(),
    DetailPlace(),
    LongList(),
    # family D3, journey
    Unreachable(),
    RedundantCondition(),
    EmptyStep(),
    NoOption(),
    OneOption(),
    ExitPlace(),
    DeepGroup(),
    GroupNumber(),
    # family D4, texts
    MissingLabel(),
    SameLabel(),
    SameOptionLabel(),
    HtmlInText(),
    MissingTranslation(),
    BlankText(),
    OtherTemplates(),
    HeadingOrder(),
    TextLinks(),
    # family D5, law and data
    ReceiptContents(),
    NoReceipt(),
    NoRetention(),
    SensitiveWithoutPurpose(),
    UnversionedConsent(),
    ConsentWithoutBox(),
    SecretPlace(),
    SilentNature(),
    Season(),
    SameReceipt(),
    NoProvider(),
    OnePayment(),
    SocialSecurityNumber(),
    # family D6, tests: the first four are found by running them
    FailingTest(),
    NoTest(),
    UntakenBranch(),
    UnchosenOption(),
    NamesInTests(),
    OptionInTest(),
    ShapeInTest(),
    SecretInTest(),
    # family D7, sites
    Contrast(),
    ServicePhone(),
    UnknownProcedure(),
    UnknownPage(),
    UnknownRecordList(),
    SameHost(),
    SameSitePart(),
    WrongLink(),
    PictureWords(),
    VideoWords(),
    UnknownSiteParameter(),
    SiteParameterType(),
    OpenidProvider(),
)

_CHECKER = Checker(RULES)


def check_definition(definition: Definition, library: Library) -> tuple[Diagnostic, ...]:
    """Everything wrong with a definition beside `library`, in the order of its text.

    The warnings that it accepts are left out. What must be run is not looked at: see `settled`.
    """
    return tuple(not_accepted(all_wrong(definition, library), definition.procedure))


def all_wrong(definition: Definition, library: Library) -> tuple[Diagnostic, ...]:
    """Everything wrong with a definition, the warnings included that it accepts."""
    return _CHECKER.definition(definition, library)


def settled(found: Iterable[Diagnostic], procedure: Procedure) -> tuple[Diagnostic, ...]:
    """What is told of a procedure, of all that was found by looking at it and by running it.

    The warnings that it accepts are left out; those that it accepts and that are not there are
    told.
    """
    whole = tuple(found)
    kept = not_accepted(whole, procedure)
    return in_order((*kept, *VainAcceptance().among(whole, procedure)))


def check_library(library: Library) -> tuple[Diagnostic, ...]:
    """What is wrong with the library as a whole, definitions apart."""
    return _CHECKER.library(library)


__all__ = [
    "RULES",
    "Rule",
    "all_wrong",
    "check_definition",
    "check_library",
    "described",
    "sentence",
    "settled",
]
