"""What a template shows of a journey."""
