"""The act `change_email`: a link goes to the address that the visitor wants to sign in with."""

from engine.accounts.emails import normalised
from engine.services.acting import ActRefused, Asked, Outcome
from engine.services.acts.set_password import check_current
from engine.services.choosing import asked_by
from engine.services.confirming import ask_new_email


def perform(asked: Asked) -> Outcome:
    """Have the link sent; raises ActRefused for a wrong password, or the address one has."""
    account = asked.visitor.account
    if account is None:
        raise ActRefused("nobody")
    check_current(asked, account)
    email = normalised(str(asked.values.get("email") or ""))
    if email == account.email:
        raise ActRefused("same", asked_by(asked, "email"))
    with asked.desk.database.transaction():
        ask_new_email(asked.desk, asked.visitor, email, asked.now)
    return Outcome(following=asked.following)
