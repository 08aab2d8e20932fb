"""What authors do with the definitions of a site: write, look, publish."""
