"""Where participants stand to a finding: the strip of signs, the result, the table.

Every stance has a shape of its own, so that nothing is told by colour alone; the shapes are drawn,
not coloured in as backgrounds, so that they are there in print.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup

from lises.evidence import Assessment, ParticipantStance
from lises.model import Finding

from .markup import Content, element, joined
from .names import participant_link, role_label
from .view import Row, View, table

__all__ = ["reason", "result_pill", "sign", "stance_dots", "stance_table", "tally"]

_MIDDLE = {"cx": "6", "cy": "6"}


def _shape(stance: str) -> Content:
    """Draw the shape of a stance in a square of 12."""
    ring = element("circle", **_MIDDLE, r="4.6", class_="line")
    match stance:
        case "supports":
            return element("circle", **_MIDDLE, r="5.4", class_="full")
        case "qualifies":
            return [ring, element("circle", **_MIDDLE, r="2.2", class_="full")]
        case "contradicts":
            return element("polygon", points="6,0 12,6 6,12 0,6", class_="full")
        case "not-asked":
            return element("polygon", points="1.5,1.5 10.5,1.5 10.5,10.5 1.5,10.5", class_="dashed")
        case "not-read":
            return element("line", x1="1", y1="6", x2="11", y2="6", class_="line")
    return ring


def sign(stance: str) -> Markup:
    """Draw the sign of a stance; it stands beside the word, so that it is not read out."""
    return element(
        "svg",
        _shape(stance),
        class_=["lises-sign", f"lises-sign-{stance}"],
        viewBox="0 0 12 12",
        width="12",
        height="12",
        aria_hidden="true",
        focusable="false",
    )


def stance_dots(stances: Iterable[ParticipantStance]) -> Markup:
    """Draw one sign per participant, like beside like; the tally says the same in words."""
    order = ("supports", "qualifies", "contradicts", "silent", "not-asked", "not-read")
    signs = [sign(s.stance) for s in sorted(stances, key=lambda s: order.index(s.stance))]
    return element("span", signs, class_="lises-dots", aria_hidden="true")


def tally(view: View, assessed: Assessment) -> Markup:
    """Say how many stand where: "11 support · 1 contradicts · 1 silent (asked)"."""
    keys = Counter(_kind(s) for s in assessed.stances)
    order = (
        "supports", "qualifies", "contradicts", "silent-asked", "silent", "not-asked", "not-read",
    )  # fmt: skip
    said = [
        element("span", sign(_stance_of(key)), " ", view.words(f"tally-{key}", n=keys[key]))
        for key in order
        if keys[key]
    ]
    return element("span", joined(said, " · "), class_="lises-tally")


def _kind(stood: ParticipantStance) -> str:
    return "silent-asked" if stood.stance == "silent" and stood.asked else stood.stance


def _stance_of(key: str) -> str:
    return "silent" if key == "silent-asked" else key


def result_pill(view: View, finding: Finding, assessed: Assessment) -> Markup:
    """Say whether statement and codings agree, in those words, with the quantifier and why not."""
    words = view.words
    said: list[Content] = [words(f"result-{assessed.result}")]
    if finding.quantifier:
        quoted = words("quoted", text=words(f"quantifier-{finding.quantifier}"))
        said.insert(0, words.html("result-quantifier", quantifier=quoted))
    why = reason(view, assessed)
    return element(
        "span",
        element("strong", joined(said, " ")),
        [" ", element("span", why, class_="lises-why")] if why else None,
        class_=["lises-result", f"lises-result-{assessed.result}"],
    )


def reason(view: View, assessed: Assessment) -> str:
    """Give the reason of a result in words; nothing where it has none."""
    if not assessed.reason:
        return ""
    key = f"reason-{assessed.reason}"
    if not view.words.has(key):
        return assessed.reason
    return view.words(key, n=assessed.n, of=assessed.of, interviewed=assessed.interviewed)


def stance_table(view: View, assessed: Assessment) -> Markup:
    """List every participant in the finding's scope: stance, mention, passages."""
    words = view.words
    header = [
        words(f"column-{key}")
        for key in ("participant", "role", "stance", "mention", "passages-for", "passages-against")
    ]
    rows = [_row(view, stood) for stood in assessed.stances]
    return table(view.caption("stances-caption"), header, rows, "stances")


def _row(view: View, stood: ParticipantStance) -> Row:
    folder, words = view.folder, view.words
    name = words(f"stance-{stood.stance}")
    if stood.stance == "silent" and stood.asked is not None:
        name = words("stance-silent-asked")
    said = stood.stance in ("supports", "qualifies", "contradicts")
    shown = [view.passage_list(stood.passages), view.passage_list(stood.against)]
    if said and not any(shown):
        at = 1 if stood.stance == "contradicts" else 0
        shown[at] = element("span", words("not-shown-here"), class_="lises-soft")
    name_of: Content = element("span", words("stance-of-group"), class_="lises-soft")
    if stood.participant:
        name_of = participant_link(view.links, folder, stood.participant)
    return (
        f"stance-{stood.participant}" if stood.participant else "",
        [
            name_of,
            role_label(words, folder, stood.role),
            [sign(stood.stance), " ", name],
            words(f"mention-{stood.mention}") if said else None,
            *shown,
        ],
    )
