"""Acts: what some actions do at once, when a procedure is sent. One file each."""
