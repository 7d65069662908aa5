"""Projects of other programs ↔ studies: what they hold, how they count, what it means here."""
