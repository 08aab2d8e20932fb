"""How gunicorn loads the application: once, shared by the processes that serve it."""

import gc

# The application is read before the processes are made: they share its memory.
preload_app = True
# Threads keep the connections of browsers open, and a slow upload keeps nobody waiting.
worker_class = "gthread"
threads = 4
# What a request makes is soon gone by itself: the collector has cycles alone to look for, and every
# request makes a thousand things that it would look at otherwise.
COLLECTED_AFTER = (10_000, 20, 20)
control_socket_disable = True


def when_ready(server: object) -> None:
    """Set what is loaded aside from the collector, before the first fork: its pages stay shared."""
    del server
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)
