"""Tests of lises.files."""
