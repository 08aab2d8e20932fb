"""The worker: does what waits in the outbox, tries again what failed, loses nothing."""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import import_module

from engine.clock import now
from engine.database import Database, DatabaseUnavailableError, effects, publications
from engine.database.effects import Effect
from engine.delivery import Delivery, DeliveryError, MailDelivery, RefusedError, open_transport
from engine.errors import UnavailableError
from engine.services.desk import Desk
from engine.services.erasing import carry_out
from engine.services.mailing import LINK_MAIL, LinkMails
from engine.services.opening import open_desk
from engine.services.purging import purge
from engine.services.reconciling import reconcile
from engine.services.reminding import remind
from engine.settings import Settings

IDLE_SECONDS = 2.0
PURGE_SECONDS = 3600.0
PAYMENT_SECONDS = 60.0
PUBLICATION_SECONDS = 15.0
Deliveries = Mapping[str, Delivery]
Clock = Callable[[], datetime]

log = logging.getLogger(__name__)


def deliveries_of(settings: Settings, desk: Desk | None = None) -> Deliveries:
    """What does each kind of effect; without a mail server mails are kept as files.

    Links are made at a desk: without one, mails with links wait.
    """
    url = settings.smtp_url or f"file://{settings.state / 'mails'}"
    mails = MailDelivery(open_transport(url), settings.mail_from)
    return {"mail": mails, **({LINK_MAIL: LinkMails(desk, mails)} if desk else {})}


def work(settings: Settings, stop: threading.Event) -> None:
    """Do what waits in the outbox of a site, and purge it, until `stop` is set."""
    desk = open_desk(settings)
    housekeeping = threading.Thread(target=keep_house, args=(desk, stop), daemon=True)
    housekeeping.start()
    threading.Thread(target=watch_payments, args=(desk, stop), daemon=True).start()
    threading.Thread(target=watch_publications, args=(desk, stop), daemon=True).start()
    run(desk.database, deliveries_of(settings, desk), now, stop)


def keep_house(desk: Desk, stop: threading.Event) -> None:
    """Now and then purge, and tell of the drafts that will be, until `stop` is set."""
    while not stop.is_set():
        try:
            purged = purge(desk, now())
            erased = carry_out(desk, now())
            remind(desk, now())
        except UnavailableError as error:
            log.warning("nothing could be purged: %s", error)
        else:
            if purged.drafts:
                log.info("%d drafts deleted", purged.drafts)
            if erased:
                log.info("%d persons erased, as they asked", erased)
        stop.wait(PURGE_SECONDS)
    desk.database.close()


def watch_payments(desk: Desk, stop: threading.Event) -> None:
    """Ask about the payments left open, until `stop` is set."""
    while not stop.is_set():
        try:
            desk.catalogue.refresh(now())
            ended = reconcile(desk, now())
        except UnavailableError as error:
            log.warning("payments could not be checked: %s", error)
        else:
            if ended:
                log.info("%d payments left open have ended", ended)
        stop.wait(PAYMENT_SECONDS)
    desk.database.close()


def watch_publications(desk: Desk, stop: threading.Event) -> None:
    """Publish what was planned in the studio, until `stop` is set."""
    while not stop.is_set():
        try:
            published = publish_planned(desk, now())
        except UnavailableError as error:
            log.warning("nothing could be published: %s", error)
        else:
            if published:
                log.info("%d planned publications done", published)
        stop.wait(PUBLICATION_SECONDS)
    desk.database.close()


def publish_planned(desk: Desk, moment: datetime) -> int:
    """Publish what is due; what checks it is loaded when something is."""
    if not publications.due(desk.database, moment):
        return 0
    desk.catalogue.refresh(moment)
    studio = import_module("engine.services.studio.scheduling")
    return int(studio.publish_due(desk, moment))


def run(
    database: Database,
    deliveries: Deliveries,
    clock: Clock,
    stop: threading.Event,
    idle_seconds: float = IDLE_SECONDS,
) -> None:
    """Work until `stop` is set; a database that is away is waited for."""
    while not stop.is_set():
        try:
            run_once(database, deliveries, clock)
        except DatabaseUnavailableError as error:
            log.warning("the outbox cannot be read: %s", error)
        stop.wait(idle_seconds)
    database.close()


def run_once(database: Database, deliveries: Deliveries, clock: Clock) -> int:
    """Do all that is due now; gives the number of effects done.

    They are claimed one by one, so that a slow one does not outlast the lease of the next.
    """
    number = 0
    while claimed := effects.claim(database, clock()):
        number += sum(_do(database, deliveries, effect, clock) for effect in claimed)
    return number


def _do(database: Database, deliveries: Deliveries, effect: Effect, clock: Clock) -> bool:
    """Whether an effect was done; whatever happens to it never stops the others."""
    try:
        _delivery(deliveries, effect).deliver(effect.id, effect.payload, clock())
    except RefusedError as error:
        _tell(effects.give_up(database, effect, str(error), clock()))
    except Exception as error:  # noqa: BLE001 - a fault in one mail must not hold the others up
        _tell(effects.retry(database, effect, f"{type(error).__name__}: {error}", clock()))
    else:
        effects.done(database, effect, clock())
        return True
    return False


def _delivery(deliveries: Deliveries, effect: Effect) -> Delivery:
    if effect.kind not in deliveries:
        raise DeliveryError(f"nothing does the effects {effect.kind!r}")
    return deliveries[effect.kind]


def _tell(effect: Effect) -> None:
    """Tell the operator, without the address or the contents."""
    fate = "was given up" if effect.failed_at else f"is tried again at {effect.due_at:%H:%M}"
    log.warning("effect %s (%s) failed and %s", effect.id, effect.kind, fate)
