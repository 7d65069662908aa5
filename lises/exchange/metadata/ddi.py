"""A released study as DDI-Codebook 2.5: what was studied, how, with whom, and who may have what.

Element names, their order and which of them may stand once are those of ``codebook.xsd`` of DDI
2.5 (DDI Alliance, 2012-01-17, namespace ``ddi:codebook:2_5``), read type by type; the test has the
parts used here as a table. Everything is taken from the release, so it says no more than that does;
frequencies of attributes are left out, since small ones point at people.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lises.model import LocalText, StudyDesign
from lises.privacy import Release

__all__ = ["NAMESPACE", "ddi_text"]

NAMESPACE = "ddi:codebook:2_5"
SCHEMA = "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ENGLISH = {LANGUAGE: "en"}
INVENTED = {
    "da": "Konstrueret materiale: alle personer, ord, kodninger og datoer er opdigtede.",
    "en": "Constructed material: all people, words, codings and dates in it are invented.",
}
STATUS = {"da": "konstrueret", "en": "constructed"}
FOR = {
    "public": "Anybody may read what is here: passages and transcripts cleared for the public.",
    "reviewer": "For named reviewers under an agreement only; it may not be passed on.",
    "restricted": "For the authors only; it may not be passed on.",
}
NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
NATURE = {"nominal": "nominal", "ordinal": "ordinal", "number": "ratio"}


def ddi_text(release: Release, *, authors: Sequence[str], day: str, program: str) -> str:
    """Describe a released study as an XML document.

    Parameters
    ----------
    release : Release
    authors : sequence of str
        As they are to be cited; empty where nobody is named.
    day : str
        ISO date of publication.
    program : str
        Name and version of what wrote it.

    Returns
    -------
    str
        A ``codeBook`` with its document, its study and, where the release shows participants, the
        role and each attribute that it shows as a variable. A text in several languages stands
        once in each. Sentences of ours are English and say so.
    """
    design = release.folder.design
    book = Element("codeBook", {"version": "2.5", LANGUAGE: design.language})
    book.set("xmlns", NAMESPACE)
    book.set("xmlns:xsi", XSI)
    book.set("xsi:schemaLocation", f"{NAMESPACE} {SCHEMA}")
    _document(book, design, day=day, program=program)
    study = SubElement(book, "stdyDscr")
    _citation(study, design, authors, day)
    _scope(study, release)
    _method(study, release)
    _access(study, release)
    _variables(book, release)
    indent(book, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(book, encoding="unicode")}\n'


def _said(under: Element, name: str, text: str, more: dict[str, str] | None = None) -> Element:
    """Add an element with a text, without the control characters that XML does not know."""
    made = SubElement(under, name, more or {})
    made.text = NO_XML.sub("", text)
    return made


def _in_each(
    under: Element, name: str, text: LocalText, language: str, more: dict[str, str] | None = None
) -> None:
    """Add an element for each language that a text has; the study's own first."""
    of = sorted(text.by_language, key=lambda one: (one[0] or language) != language)
    for code, words in of:
        if words.strip():
            _said(under, name, words.strip(), {**(more or {}), LANGUAGE: code or language})


def _mark(under: Element, design: StudyDesign) -> None:
    """Say of constructed material that it is, wherever notes may stand."""
    if design.constructed:
        for language, text in INVENTED.items():
            _said(under, "notes", text, {"type": "data_status", LANGUAGE: language})


def _titles(under: Element, design: StudyDesign, after: str = "") -> Element:
    titles = SubElement(under, "titlStmt")
    language = design.language
    own = design.title.in_language(language)
    other = [one for one in design.title.by_language if one[0] not in ("", language) and one[1]]
    for name, code, words in (("titl", language, own), *(("parTitl", *one) for one in other)):
        status = f" ({STATUS.get(code, STATUS['en'])})" if design.constructed else ""
        _said(titles, name, f"{words}{status}{after}", {LANGUAGE: code})
    _said(titles, "IDNo", design.id)
    return titles


def _document(book: Element, design: StudyDesign, *, day: str, program: str) -> None:
    citation = SubElement(SubElement(book, "docDscr"), "citation")
    _titles(citation, design, ": DDI-Codebook")
    made = SubElement(citation, "prodStmt")
    _said(made, "prodDate", day, {"date": day})
    name, _, version = program.partition(" ")
    _said(made, "software", name, {"version": version} if version else {})
    _mark(citation, design)


def _citation(study: Element, design: StudyDesign, authors: Sequence[str], day: str) -> None:
    citation = SubElement(study, "citation")
    _titles(citation, design)
    if authors:
        responsible = SubElement(citation, "rspStmt")
        for name in authors:
            _said(responsible, "AuthEnty", name)
    controller = design.governance.controller if design.governance else LocalText()
    if controller.in_language(design.language).strip():
        made = SubElement(citation, "prodStmt")
        name = controller.in_language(design.language).strip()
        _said(made, "producer", name, {"role": "data controller"})
    _said(SubElement(citation, "distStmt"), "distDate", day, {"date": day})
    _mark(citation, design)


def _scope(study: Element, release: Release) -> None:
    folder = release.folder
    design = folder.design
    info = SubElement(study, "stdyInfo")
    codes = folder.codebook.codes if folder.codebook else ()
    if codes:
        subject = SubElement(info, "subject")
        for label in (code.label for code in codes if not code.parent):
            _in_each(subject, "keyword", label, design.language)
    _in_each(info, "abstract", design.summary, design.language)
    summary = SubElement(info, "sumDscr")
    months = sorted({i.date[:7] for i in folder.interviews if i.date})
    events = ("single",) if len(months) == 1 else ("start", "end")
    for event, month in zip(events, (months[0], months[-1]) if months else (), strict=False):
        _said(summary, "collDate", month, {"date": month, "event": event})
    _said(summary, "anlyUnit", "Individual", ENGLISH)
    for role in design.roles:
        _in_each(summary, "universe", role.label, design.language)
    _said(summary, "dataKind", "Text: interviews, transcribed and coded", ENGLISH)
    for text in design.cannot_show:
        _in_each(info, "notes", text, design.language, {"type": "cannot_show"})
    _mark(info, design)


def _method(study: Element, release: Release) -> None:
    folder = release.folder
    design = folder.design
    method = SubElement(study, "method")
    collected = SubElement(method, "dataColl")
    samples = [role.sample for role in design.roles if role.sample is not None]
    told = [f"{r.id}: {r.sample}" for r in design.roles if r.sample is not None]
    if told:
        _said(collected, "sampProc", f"Interviewed, by role: {'; '.join(told)}.", ENGLISH)
    if samples and len(samples) == len(design.roles):
        size = SubElement(collected, "targetSampleSize")
        _said(size, "sampleSize", str(sum(samples)))
    for medium in sorted({i.medium for i in folder.interviews if i.medium}):
        _said(collected, "collMode", f"interview: {medium}")
    if folder.guide and folder.guide.questions:
        many = len(folder.guide.questions)
        _said(collected, "resInstru", f"interview guide of {_many(many, 'question')}", ENGLISH)
    _said(method, "notes", f"Method of analysis: {design.method}.", {"type": "analysis", **ENGLISH})
    _mark(method, design)
    if folder.codebook:
        codes, version = len(folder.codebook.codes), folder.codebook.version
        coded = f"Coded with {_many(codes, 'code')}, version {version} of the codebook."
        _said(method, "dataProcessing", coded, {"type": "coding", **ENGLISH})


def _access(study: Element, release: Release) -> None:
    folder = release.folder
    design = folder.design
    access = SubElement(study, "dataAccs")
    there = SubElement(access, "setAvail")
    _said(there, "avlStatus", f"Released at the {release.tier} tier.", ENGLISH)
    kept = Counter(i.transcript for i in folder.interviews)
    withheld = sum(release.passages_withheld.values())
    told = _many(len(folder.interviews), "interview")
    whole = (
        f"{told}, of which {kept['present']} with a transcript or excerpts of one; "
        f"{_many(withheld, 'coded passage')} withheld to protect people. Counts were made before "
        "anything was withheld."
    )
    _said(there, "complete", whole, ENGLISH)
    _said(there, "fileQnty", str(len(folder.transcripts)))
    use = SubElement(access, "useStmt")
    _said(use, "restrctn", FOR[release.tier], ENGLISH)
    _said(use, "citReq", "Cite the publication and the day on which you read it.", ENGLISH)
    if design.licence:
        _said(use, "conditions", f"Licence: {design.licence}", ENGLISH)
    _said(use, "disclaimer", "Pseudonymised is not anonymous: do not try to find anybody.", ENGLISH)
    _mark(access, design)


def _variables(book: Element, release: Release) -> None:
    """Describe the role and each attribute of which the release shows a value; never how many."""
    folder = release.folder
    design = folder.design
    if not folder.participants:
        return
    shown = {name for person in folder.participants for name, value in person.attributes if value}
    data = SubElement(book, "dataDscr")
    role = SubElement(data, "var", {"name": "role", "nature": "nominal"})
    _said(role, "labl", "role in the study", ENGLISH)
    for one in design.roles:
        _category(role, one.id, one.label, design.language)
    for attribute in (a for a in design.attributes if a.id in shown):
        more = {"name": attribute.id, "nature": NATURE[attribute.type]}
        var = SubElement(data, "var", more)
        _in_each(var, "labl", attribute.label, design.language)
        for level in attribute.levels:
            _category(var, level, LocalText(), design.language)
    _mark(data, design)


def _category(var: Element, value: str, label: LocalText, language: str) -> None:
    category = SubElement(var, "catgry")
    _said(category, "catValu", value)
    _in_each(category, "labl", label, language)


def _many(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
