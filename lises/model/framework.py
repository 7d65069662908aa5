"""The cells of a framework matrix: what one case says to one theme, in the researchers' words."""

from __future__ import annotations

from dataclasses import dataclass, field

from .place import NOWHERE, At
from .wording import LocalText

__all__ = ["FrameworkCell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkCell:
    """One summary of ``framework.yaml``, with the passages that it rests on.

    Parameters
    ----------
    case : str
        A participant. An interview is no case: clearance is given by people, and where several
        speak a summary of the interview would be about all of them.
    theme : str
        A theme of ``themes.yaml``.
    summary : LocalText
        What the case says to the theme, no more than the passages bear.
    passages : tuple of str
        Their ids, of the counted set; never none.

    References
    ----------
    Ritchie, J. & Spencer, L. (1994). Qualitative data analysis for applied policy research. In
    Bryman, A. & Burgess, R. (eds), Analyzing Qualitative Data. Gale, N. K. et al. (2013). Using the
    framework method. BMC Medical Research Methodology 13, 117.
    """

    case: str
    theme: str
    summary: LocalText
    passages: tuple[str, ...]
    at: At = field(default=NOWHERE, compare=False, repr=False)
