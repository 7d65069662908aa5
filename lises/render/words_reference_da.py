"""Dansk på de sider, der dannes af biblioteket selv."""

from __future__ import annotations

__all__ = ["REFERENCE"]

REFERENCE: dict[str, str | tuple[str, str]] = {
    "reference-library": "Biblioteket",
    "reference-library-note": (
        "Siden er dannet af bibliotekets egne docstrings, da bogen blev sat sammen, og er på "
        "engelsk. Hvert eksempel køres som en test."
    ),
    "reference-files": "Alle felter i alle filer",
    "reference-files-note": (
        "Siden er dannet af JSON-skemaerne, da bogen blev sat sammen, og er derfor på engelsk; "
        "teksteditorer læser de samme skemaer. [] står for hvert punkt i en liste, <name> for et "
        "navn, som undersøgelsen selv vælger."
    ),
}
