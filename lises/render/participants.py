"""Who took part: labels and roles, and of one coarse attribute only what hides in numbers.

With a dozen participants nobody is safe in a crowd. So there is no table of persons by attributes;
at most one attribute is counted, per role, and only where each count is of several people.
"""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from lises.model import Attribute, Participant, Role
from lises.privacy import Release

from .links import Links
from .mark import fragment
from .markup import Content, element, joined, link
from .names import role_label
from .view import Row, View, table, view_of
from .words import Words

__all__ = ["SMALLEST", "distribution", "participants_body"]

SMALLEST = 3  # people; a smaller group is not counted out, since its members could be known


def participants_body(release: Release, words: Words, links: Links) -> Markup:
    """Give the participants' page: who there is by label and role, and what can be told of them."""
    view = view_of(release, words, links)
    folder = release.folder
    if not folder.participants:
        return fragment(words, folder, "participants", view.say("participants-none"))
    header = [
        words(f"column-{key}") for key in ("participant", "role", "interviews", "passages-of")
    ]
    spoken = _spoken(view)
    rows = [_person(view, person, spoken[person.id]) for person in folder.participants]
    return fragment(
        words,
        folder,
        "participants",
        view.say("participants-what" if folder.transcripts else "participants-placeholders"),
        table(view.caption("participants-caption"), header, rows, "participants"),
        _attributes(view),
    )


def _spoken(view: View) -> Counter[str]:
    """Count the passages of the counted set, or of all where none is named, by who speaks."""
    counted = view.design.counted
    return Counter(
        person
        for passage in view.passages.values()
        if not counted or passage.set == counted
        for person in view.release.study.speakers_of(passage)
    )


def _person(view: View, person: Participant, n: int) -> Row:
    rows = [i for i in view.folder.interviews if person.id in i.participants]
    interviews = [link(view.links.interview(view.design.id, i.id), i.id) for i in rows]
    role = role_label(view.words, view.folder, person.role)
    cells: list[Content] = [person.id, role, joined(interviews, ", "), str(n)]
    return f"par-{person.id}", cells


def _attributes(view: View) -> Markup:
    """Count the one public attribute out by role, or say why nothing is counted."""
    public = [a for a in view.design.attributes if a.clearance == "public"]
    parts: list[Content] = [view.heading(2, "attributes", "lises-attributes")]
    if len(public) != 1:
        parts.append(view.say("attributes-several" if public else "attributes-none"))
    elif public[0].sensitivity in ("direct", "special"):
        parts.append(view.say("attributes-sensitive"))
    else:
        present = {p.role for p in view.folder.participants}
        roles = [role for role in view.design.roles if role.id in present]
        parts += [_by_role(view, role, public[0]) for role in roles]
    return element("section", parts)


def _by_role(view: View, role: Role, attribute: Attribute) -> Markup:
    people = [p for p in view.folder.participants if p.role == role.id]
    counts, refused = distribution(people, attribute)
    words = view.words
    name = view.text(attribute.label) if attribute.label else attribute.id
    label = view.text(role.label) if role.label else role.id
    if refused:
        said = words.html(f"attribute-{refused}", role=label, attribute=name, smallest=SMALLEST)
        return element("p", said)
    title = words("attribute-caption", attribute=_plain(view, attribute), role=_role(view, role))
    caption = f"{title} {view.caption('attribute-of', n=len(people))}"
    rows: list[Row] = [("", [value or words("not-stated"), str(n)]) for value, n in counts.items()]
    return table(caption, [_plain(view, attribute), words("column-people")], rows, "numbers")


def _plain(view: View, attribute: Attribute) -> str:
    return view.words.local(attribute.label) or attribute.id


def _role(view: View, role: Role) -> str:
    return view.words.local(role.label) or role.id


def distribution(people: list[Participant], attribute: Attribute) -> tuple[dict[str, int], str]:
    """Count the values of an attribute, where that points at nobody.

    Parameters
    ----------
    people : list of Participant
        Of one role: the group within which a reader could look for somebody.
    attribute : Attribute

    Returns
    -------
    (dict of value → people, reason)
        Levels in the attribute's order, none left out. The dict is empty and the reason given where
        a value is shared by fewer than ``SMALLEST`` people but by somebody (``small``), or by
        everybody, which would tell it of each (``same``). A missing value counts as a value.
    """
    found = Counter(p.attribute(attribute.id) for p in people)
    if any(0 < n < SMALLEST for n in found.values()):
        return {}, "small"
    if len(found) == 1:
        return {}, "same"
    order = [*attribute.levels, *sorted(v for v in found if v not in attribute.levels)]
    return {value: found[value] for value in order}, ""
