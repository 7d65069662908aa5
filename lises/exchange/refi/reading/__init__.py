"""REFI-QDA → ``Project``, a module per section of the standard."""
