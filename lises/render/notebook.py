"""A study, its passages and the chain as they show in a notebook.

A notebook has no style sheet of ours and no book around it: each fragment carries its own few
styles, scoped by a class, and links to nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup

from lises.anchoring import AnchoredStudy, Unanchored, resolve
from lises.errors import Problem
from lises.evidence import Node
from lises.model import INTERVIEWER, Passage, StudyFolder, Transcript, Turn

from .mark import banner
from .markup import Content, element, joined
from .names import local_text, role_label, set_label
from .segments import Covering, segments
from .speech import said, speech_language
from .words import Words

__all__ = ["passages_html", "study_html", "trace_html", "transcript_html"]

PROBLEMS_SHOWN = 10
TRACE_OPEN = 2  # levels of the chain that are unfolded

_LIGHT = (
    "--ink:#1f2328;--soft:#57606a;--line:#8c959f;--high:#fff1bf;--two:#ffdf85;"
    "--edge:#8a6500;--mark:#6639ba;--paper:#fff"
)
_DARK = (
    "--ink:#e3e9ef;--soft:#a3adb8;--line:#7d8793;--high:#463a10;--two:#655212;"
    "--edge:#d9ae36;--mark:#c4a7f5;--paper:#14181e"
)
# Jupyter tells its theme by an attribute of the body, Visual Studio Code by a class.
_STYLE = (
    f".lises-nb{{{_LIGHT};color:var(--ink);background:var(--paper);padding:.6rem .9rem;"
    "font:14px/1.55 system-ui,sans-serif;max-width:60rem}"
    f"@media(prefers-color-scheme:dark){{body:not([data-jp-theme-light]) .lises-nb{{{_DARK}}}}}"
    f"body[data-jp-theme-light=false] .lises-nb,html[data-theme=dark] .lises-nb,"
    f"body.vscode-dark .lises-nb{{{_DARK}}}"
    f"body[data-jp-theme-light=true] .lises-nb,html[data-theme=light] .lises-nb,"
    f"body.vscode-light .lises-nb{{{_LIGHT}}}"
    ".lises-nb .lises-constructed{color:var(--mark);border:2px dashed var(--mark);"
    "border-radius:6px;padding:.3rem .7rem;font-weight:600}"
    ".lises-nb p{margin:.25rem 0}.lises-nb .soft{color:var(--soft)}"
    ".lises-nb .part{border-left:3px solid var(--line);padding-left:.6rem}"
    ".lises-nb .place{margin-top:.9rem}.lises-nb table{font:inherit;color:inherit}"
    ".lises-nb .said{white-space:pre-wrap;font:16px/1.6 Georgia,serif}"
    ".lises-nb mark{background:var(--high);color:inherit;border-bottom:2px solid var(--edge)}"
    ".lises-nb mark[data-layers]{background:var(--two);border-bottom:5px double var(--edge)}"
    ".lises-nb .lises-event{font-style:italic}"
    ".lises-nb .lises-withheld{border:1px dashed var(--line);padding:0 .4rem;font-size:13px}"
    ".lises-nb .code{border:1px solid var(--line);border-radius:1rem;padding:0 .5rem;"
    "font-size:13px;font-weight:600}"
    ".lises-nb details{margin:.15rem 0 .15rem 1.1rem}.lises-nb .leaf{margin:.15rem 0 .15rem 2rem}"
    ".lises-nb th{text-align:left;vertical-align:top;padding:.1rem .9rem .1rem 0;background:none}"
    ".lises-nb td{text-align:left;padding:.1rem 0;background:none}"
)


def passages_html(study: AnchoredStudy, passages: Iterable[Passage], words: Words) -> Markup:
    """Show passages highlighted in the turns they stand in.

    Parameters
    ----------
    study : AnchoredStudy
    passages : iterable of Passage
        Those without a place in the study are left out.
    words : Words

    Notes
    -----
    Each turn is shown once, with all of the passages in it, by interview and in the order of the
    talk. As on the pages, the segments of a passage, joined per turn, are its quote.
    """
    wanted = {p.id: p for p in passages if p.id in study.spans}
    by_turn: dict[tuple[str, int], list[Covering]] = {}
    for passage in wanted.values():
        for span in study.spans[passage.id]:
            place = (passage.interview, span.turn)
            by_turn.setdefault(place, []).append(Covering.of(passage.id, span))
    shown = []
    for (interview, number), coverings in sorted(by_turn.items()):
        turn = study.folder.transcripts[interview].turns[number - 1]
        here = [wanted[c.passage] for c in sorted(coverings, key=lambda c: c[1:])]
        shown.append(_turn(study.folder, interview, turn, (coverings, here), words))
    count = element("p", words("passages", n=len(wanted)), class_="soft")
    return _fragment(study.folder, words, count, shown or words("none-shown"))


def transcript_html(
    folder: StudyFolder, transcript: Transcript, passages: Iterable[Passage], words: Words
) -> Markup:
    """Show a whole transcript with passages highlighted; it needs no script and no kernel.

    Parameters
    ----------
    folder : StudyFolder
        Its study.
    transcript : Transcript
    passages : iterable of Passage
        Of this interview. Those whose quote is not in the transcript are left out.
    words : Words
    """
    by_turn: dict[int, list[tuple[Covering, Passage]]] = {}
    shown = 0
    for passage in passages:
        spans = resolve(passage, transcript)
        if isinstance(spans, Unanchored):
            continue
        shown += 1
        for span in spans:
            here = (Covering.of(passage.id, span), passage)
            by_turn.setdefault(span.turn, []).append(here)
    rows = []
    for turn in transcript.turns:
        pairs = sorted(by_turn.get(turn.number, ()), key=lambda pair: pair[0][1:])
        both = [c for c, _ in pairs], [p for _, p in pairs]
        rows.append(_turn(folder, transcript.interview, turn, both, words))
    told = [words("turns", n=len(transcript.turns)), words("passages", n=shown)]
    head = element("p", element("b", transcript.interview), f" · {' · '.join(told)}", class_="soft")
    return _fragment(folder, words, head, rows)


def study_html(
    folder: StudyFolder, problems: Iterable[Problem], words: Words, *, released: str = ""
) -> Markup:
    """Show what a study is, what it holds and what is wrong with it.

    ``released`` is what is to be said of it where it is a release.
    """
    design = folder.design
    found = sorted(problems, key=lambda p: (p.severity != "error", p))
    rows = [
        (words("study-method"), words.named("method", design.method)),
        (words("study-roles"), joined([_role(folder, r.id, words) for r in design.roles], "; ")),
        (words("study-holds"), " · ".join(_holds(folder, words))),
        (words("study-counted"), set_label(words, design, design.counted)),
        (words("study-problems"), _problems(found, words)),
    ]
    return _fragment(
        folder,
        words,
        element("p", element("b", local_text(words, folder, design.title)), f" ({design.id})"),
        element("p", words(f"study-kind-{design.kind}"), class_="soft"),
        element("p", released, class_="part") if released else None,
        element("p", local_text(words, folder, design.summary)) if design.summary else None,
        element(
            "table",
            [
                element("tr", element("th", name, scope="row"), element("td", value))
                for name, value in rows
                if value
            ],
        ),
    )


def trace_html(node: Node, words: Words, *, folder: StudyFolder) -> Markup:
    """Show the chain from one thing of a study as lists that fold.

    ``folder`` is the study that it was traced in: it says in which language people speak there, and
    whether they are invented.
    """
    return _fragment(folder, words, _node(node, words, folder.design.language, 0))


def _fragment(folder: StudyFolder, words: Words, *content: Content) -> Markup:
    style = element("style", Markup(_STYLE))  # noqa: S704 - our own constant
    return element(
        "div",
        style,
        banner(words, folder),
        content,
        class_="lises-nb",
        lang=words.language,
    )


def _turn(
    folder: StudyFolder,
    interview: str,
    turn: Turn,
    here: tuple[list[Covering], list[Passage]],
    words: Words,
) -> Markup:
    coverings, passages = here
    text = [
        element(
            "mark",
            said(words, segment.text),
            data_passage=segment.passages,
            data_layers=len(segment.passages) if len(segment.passages) > 1 else None,
        )
        if segment.passages
        else said(words, segment.text)
        for segment in segments(turn.text, coverings)
    ]
    who = words("interviewer") if turn.speakers == (INTERVIEWER,) else turn.label
    place = words("place", interview=interview, turn=turn.number)
    coded = [
        joined([p.id, [element("span", code, class_="code") for code in p.codes]], " ")
        for p in passages
    ]
    return joined(
        [
            element("p", element("b", place), f" · {who}", class_="soft place"),
            element("p", text, class_="said", lang=speech_language(folder, interview), dir="auto"),
            element("p", joined(coded, " · "), class_="soft") if coded else None,
        ]
    )


def _role(folder: StudyFolder, role: str, words: Words) -> Markup:
    listed = sum(p.role == role for p in folder.participants)
    label = role_label(words, folder, role)
    sample = next((r.sample for r in folder.design.roles if r.id == role), None)
    if sample is None:
        return words.html("role-listed", role=label, listed=listed)
    return words.html("role-sample", role=label, listed=listed, sample=sample)


def _holds(folder: StudyFolder, words: Words) -> list[str]:
    codes = folder.codebook.codes if folder.codebook else ()
    numbers = {
        "interview-count": len(folder.interviews),
        "transcripts-here": len(folder.transcripts),
        "passages": len(folder.passages),
        "codes": len(codes),
        "coding-sets": len(folder.design.coding_sets),
        "findings": len(folder.findings),
    }
    return [words(key, n=n) for key, n in numbers.items() if n]


def _problems(problems: list[Problem], words: Words) -> Markup:
    open_ones = [p for p in problems if not p.acknowledged]
    if not open_ones:
        return joined(words("study-no-problems"))
    kinds = Counter(p.severity for p in open_ones)
    told = [words(f"{kind}s", n=kinds[kind]) for kind in ("error", "doubt") if kinds[kind]]
    rows = [element("p", str(p), class_="said") for p in open_ones[:PROBLEMS_SHOWN]]
    more = len(open_ones) - len(rows)
    rest = element("p", words("more-problems", n=more)) if more > 0 else None
    return element("details", element("summary", ", ".join(told)), rows, rest)


def _node(node: Node, words: Words, language: str, depth: int) -> Markup:
    head = _head(node, words, language)
    if not node.children:
        return element("div", head, class_="leaf")
    children = [_node(child, words, language, depth + 1) for child in node.children]
    return element("details", element("summary", head), children, open=depth < TRACE_OPEN)


def _head(node: Node, words: Words, language: str) -> Markup:
    if node.kind == "group":
        return element("b", words.named("group", node.id))
    parts = [joined([words(f"kind-{node.kind}"), element("b", node.id)], " ")]
    if node.kind == "passage":
        parts.append(element("span", node.text, class_="said", lang=language))
    elif node.kind == "stance":
        parts.append(joined(words.named("stance", node.text)))
    elif node.text:
        parts.append(element("span", node.text, class_="said"))
    if node.place:
        parts.append(element("span", node.place, class_="soft"))
    return joined(parts, " · ")
