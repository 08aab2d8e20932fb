"""The desk of agents: one area of addresses a file."""
