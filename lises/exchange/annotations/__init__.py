"""Annotations of texts in the formats of annotation tools and of the web, as projects."""
