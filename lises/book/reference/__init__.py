"""Pages that are written from the library itself: its public names, the fields of its files."""
