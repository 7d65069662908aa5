"""lises."""
