"""Opening a site: its desk, its database, its demonstration."""

from engine.database import connect, migrate
from engine.services.catalogue import Catalogue
from engine.services.desk import Desk
from engine.settings import Settings
from engine.storage import open_storage


def open_desk(settings: Settings) -> Desk:
    """The means that the settings name.

    The embedded database is brought up to date at once; a server's is, by `guichet migrate`.
    """
    settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = connect(settings.database_url)
    if not database.is_postgresql:
        migrate(database)
    return Desk(
        settings=settings,
        database=database,
        storage=open_storage(settings.storage_url),
        catalogue=Catalogue(settings.forms, database),
    )


def prepare(settings: Settings) -> None:
    """Create the tables of the database, or bring them up to date."""
    settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = connect(settings.database_url)
    migrate(database)
    database.close()
