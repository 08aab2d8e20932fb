"""The manual as a site: what Sphinx is told."""
