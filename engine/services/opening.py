"""Opening the desk of a site."""

from engine.database import connect
from engine.services.catalogue import Catalogue
from engine.services.desk import Desk
from engine.settings import Settings
from engine.storage import open_storage


def open_desk(settings: Settings) -> Desk:
    """The means that the settings name; the tables must be there already."""
    database = connect(settings.database_url)
    return Desk(
        settings=settings,
        database=database,
        storage=open_storage(settings.storage_url),
        catalogue=Catalogue(settings.forms, database),
    )
