"""Words of the coding page where it stands in a notebook, in Danish."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WIDGET"]

WIDGET: Mapping[str, str | tuple[str, str]] = {
    "tag-kernel-frame": "Kodning af {interview}",
    "tag-kernel-waiting": (
        "Kernen har ikke svaret endnu. Kommer der ikke noget, så kør cellen igen."
    ),
    "tag-kernel-blocked": (
        "Denne notesbog lader ikke siden køre. Den samme side kan åbnes for sig i en browser: "
        "kør lises tag i en terminal."
    ),
    "tag-kernel-silent": (
        "Kernen svarer ikke; måske arbejder den på en anden celle. "
        "Ændringerne bliver på denne side."
    ),
    "tag-kernel-gone": (
        "Kernen er væk. Kør cellen igen: Det, der ikke er gemt, bliver i denne fane i browseren "
        "og gemmes så."
    ),
    "tag-kernel-kept": (
        "{n} ændring, der ikke blev gemt før, gemmes nu.",
        "{n} ændringer, der ikke blev gemt før, gemmes nu.",
    ),
    "tag-kernel-lost": (
        "{n} ændring blev ikke gemt, og udskriften er blevet ændret siden. Den er ikke ført ind.",
        "{n} ændringer blev ikke gemt, og udskriften er blevet ændret siden. De er ikke ført ind.",
    ),
}
