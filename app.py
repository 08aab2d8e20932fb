"""The application that a WSGI server serves: it reads the environment, nothing else."""

import os

from engine.settings import Settings
from engine.web import create_app

app = create_app(Settings.of(os.environ))
