"""``python -m lises``: the same as the command ``lises``."""

from lises.cli import main

if __name__ == "__main__":
    main()
