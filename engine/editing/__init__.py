"""Definitions changed as texts: a step moved, a name followed, a condition drawn in rows."""
