"""`python -m pincite`."""

from .cli import main

main()
