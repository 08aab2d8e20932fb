"""Reference lists: read from CSV, typed by the YAML beside it, and searched."""

from engine.tables.loading import load_table
from engine.tables.search import Search, search_in
from engine.tables.table import Row, Table
from engine.tables.words import plain

__all__ = ["Row", "Search", "Table", "load_table", "plain", "search_in"]
