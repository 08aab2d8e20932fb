"""Guichet: administrative procedures on line, each one a text that an analyst writes."""
