"""Danish words: links between studies."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["LINKS"]

LINKS: Mapping[str, str | tuple[str, str]] = {
    "related": "Hvad andre undersøgelser kan og ikke kan sige til denne",
    "related-back": "Hvad denne undersøgelse kan og ikke kan sige til andre",
    "related-figures": "Andre undersøgelser og disse tal",
    "related-what": "Deltagerne, spørgsmålene eller materialet er forskellige, så den ene "
    "undersøgelse kan ikke afgøre, om den anden har ret. For hver henvisning står der, hvad den "
    "kan sige, og hvad den ikke kan sige.",
    "related-here": "Her",
    "related-there": "Der",
    "related-whole": "undersøgelsen som helhed",
    "related-how": "Forholdet",
    "related-bears": "Hvad det kan sige",
    "related-cannot": "Hvad det ikke kan sige",
    "related-not-here": "(ikke med i denne bog)",
    "claim-related": "Andre undersøgelser",
    "relation-same-question-other-population": "samme spørgsmål, andre mennesker",
    "relation-same-population-other-question": "samme slags mennesker, et andet spørgsmål",
    "relation-same-matter-other-approach": "samme emne, en anden tilgang",
    "relation-same-period": "samme tid",
    "relation-context": "kun baggrund",
}
