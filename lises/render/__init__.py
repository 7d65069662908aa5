"""Turns, passages, cards and stripes as HTML strings; knows no Sphinx, no server, no kernel."""

from pathlib import Path

from .claims import claims_body
from .code_page import code_body
from .codebook import codebook_body
from .figures import figures_body
from .finding import finding_evidence, finding_head
from .guidelines import guideline_body, has_guidelines
from .home import home_body
from .index import PassageIndex, index_of
from .interviews import interviews_body
from .links import Links
from .mark import banner, copied, file_mark, fragment, marked, short_mark, small_mark
from .notebook import passages_html, study_html, trace_html
from .participants import participants_body
from .problems import problems_body
from .quotation import citation, place_of, preview_template, quotation
from .study import study_body
from .transcript import transcript_body
from .values import value_text
from .words import Words

STATIC = Path(__file__).with_name("static")
"""The folder of the style sheets and the script that the fragments need."""

__all__ = [
    "STATIC",
    "Links",
    "PassageIndex",
    "Words",
    "banner",
    "citation",
    "claims_body",
    "code_body",
    "codebook_body",
    "copied",
    "figures_body",
    "file_mark",
    "finding_evidence",
    "finding_head",
    "fragment",
    "guideline_body",
    "has_guidelines",
    "home_body",
    "index_of",
    "interviews_body",
    "marked",
    "participants_body",
    "passages_html",
    "place_of",
    "preview_template",
    "problems_body",
    "quotation",
    "short_mark",
    "small_mark",
    "study_body",
    "study_html",
    "trace_html",
    "transcript_body",
    "value_text",
]
