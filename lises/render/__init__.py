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
from .notebook import passages_html, study_html, trace_html, transcript_html
from .participants import participants_body
from .problems import problems_body
from .quotation import citation, place_of, preview_template, quotation
from .study import study_body
from .trail import has_trail, trail_body
from .trail_codes import change_text
from .trail_text import event_groups, group_text, remark_text
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
    "change_text",
    "citation",
    "claims_body",
    "code_body",
    "codebook_body",
    "copied",
    "event_groups",
    "figures_body",
    "file_mark",
    "finding_evidence",
    "finding_head",
    "fragment",
    "group_text",
    "guideline_body",
    "has_guidelines",
    "has_trail",
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
    "remark_text",
    "short_mark",
    "small_mark",
    "study_body",
    "study_html",
    "trace_html",
    "trail_body",
    "transcript_body",
    "transcript_html",
    "value_text",
]
