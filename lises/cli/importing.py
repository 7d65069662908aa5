"""``lises import``: bring transcripts into a study, after showing what was understood."""
