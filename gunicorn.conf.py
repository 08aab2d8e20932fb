"""How gunicorn serves the application: loaded once, shared by the processes that serve it."""

import gc

# The application is read before the processes are made: they share its memory.
preload_app = True
worker_class = "gthread"
workers = 2
threads = 4
# What is loaded stays: the collector never visits it, so that its pages stay shared.
max_requests = 0
control_socket_disable = True


def when_ready(server: object) -> None:
    """Set what is loaded aside from the collector, before the first fork."""
    del server
    gc.collect()
    gc.freeze()
