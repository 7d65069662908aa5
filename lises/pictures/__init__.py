"""Tables → pictures; the only home of altair and vl-convert.

A picture is made from a frame that ``lises.analysis``, ``lises.text`` or ``lises.frames`` gives,
and a ``Setting``: language, labels, addresses, whether the material is invented. Pure: the same
frame and setting give the same bytes.

==========================  ====================================================================
``prevalence_dots``         ``frequency``, ``prevalence``, ``matrix``: n of N, a dot per participant
``code_matrix``             ``matrix``: code × participant, a number in every cell
``cooccurrence_picture``    ``cooccurrence``: codes × codes
``code_stripes``            ``CODINGS``: where the codes lie along each interview
``saturation_curve``        ``new_codes`` with ``accumulation`` and ``saturation``
``agreement_intervals``     ``AGREEMENT``: a coefficient per code with its interval
``keyness_bars``            ``KEYNESS``: words one group says more, or less
``interview_timeline``      ``INTERVIEWS``: when, how long, by which medium
``code_map``                ``correspondence``: codes and participants as points of a plane
``code_tree``               ``clusters``: which codes go together
==========================  ====================================================================

Each takes ``(table, setting, ...)`` and gives a ``Picture``: ``.svg()`` for a page (its colours are
the page's), ``.svg(standalone=True)`` and ``.png()`` for files (fixed colours, title and mark of
invented material in the drawing), ``.html()`` the whole figure for the book, with its table;
``_repr_html_`` the same for a notebook. ``.alt`` says the result in words.

>>> import polars as pl
>>> from lises.render import Words
>>> table = pl.DataFrame({"code": ["tap", "hose"], "participants": [3, 1], "of": [4, 4]})
>>> setting = Setting(words=Words("en"), href=lambda row: f"codes/{row['code']}.html")
>>> picture = prevalence_dots(table, setting)
>>> picture.alt
'Most participants: “tap”, 3 of 4. Fewest: “hose”, 1 of 4.'
>>> picture.marks[1]
Mark(name='hose: 1 of 4', href='codes/hose.html')
"""

from .agreement import agreement_intervals
from .code_map import code_map
from .code_tree import code_tree
from .cooccurrence import cooccurrence_picture
from .keyness import keyness_bars
from .matrix import code_matrix
from .picture import Mark, Picture
from .prevalence import prevalence_dots
from .saturation import saturation_curve
from .setting import Href, Row, Setting
from .stripes import code_stripes
from .timeline import interview_timeline

__all__ = [
    "Href",
    "Mark",
    "Picture",
    "Row",
    "Setting",
    "agreement_intervals",
    "code_map",
    "code_matrix",
    "code_stripes",
    "code_tree",
    "cooccurrence_picture",
    "interview_timeline",
    "keyness_bars",
    "prevalence_dots",
    "saturation_curve",
]
