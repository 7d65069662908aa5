"""The Reproducible Open Coding Kit (ROCK): texts with their codes written into them."""
