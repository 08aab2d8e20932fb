"""The twin is served by gunicorn as it comes: the product's own configuration is not for it."""
