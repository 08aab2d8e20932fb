"""What an editor asks while a definition is written: mistakes, what may stand, what is there."""
