"""Actions: one file each, and the table that knows them."""

from collections.abc import Mapping

from engine.actions.activate_account import ActivateAccount
from engine.actions.base import Action
from engine.actions.change_email import ChangeEmail
from engine.actions.document import Document, DocumentLine, DocumentTable
from engine.actions.mail import MAILS, VALUES, Mail
from engine.actions.message import Message
from engine.actions.payment import Payment
from engine.actions.receipt import Receipt
from engine.actions.record_consent import RecordConsent
from engine.actions.request_change import RequestChange
from engine.actions.request_password_reset import RequestPasswordReset
from engine.actions.save_profile import SaveProfile
from engine.actions.set_password import SetPassword
from engine.actions.sign_in import SignIn

TYPES: Mapping[str, type[Action]] = {
    action.type_name: action
    for action in (
        Receipt,
        Mail,
        RecordConsent,
        SignIn,
        ActivateAccount,
        RequestPasswordReset,
        SetPassword,
        Message,
        SaveProfile,
        RequestChange,
        ChangeEmail,
        Payment,
        Document,
    )
}

__all__ = [
    "MAILS",
    "TYPES",
    "VALUES",
    "Action",
    "ChangeEmail",
    "Document",
    "DocumentLine",
    "DocumentTable",
    "Mail",
    "Payment",
    "Receipt",
    "RecordConsent",
    "RequestChange",
    "SaveProfile",
]
