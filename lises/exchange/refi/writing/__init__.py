"""``Project`` → REFI-QDA, a module per section of the standard."""
