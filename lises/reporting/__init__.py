"""Tables and pictures of a study put together: a folder, and a page of the book.

``report_study`` writes a folder with tables, pictures and a page that leads through them;
``analysis_body`` gives the page of the book. Both are made from a release: what counts people was
counted in the archive and is carried, what shows who said what is made from what is released.
"""

from .desk import Desk, Listed, Section
from .folder import Report, write_report
from .of_study import MadeReport, ReportOrder, report_study
from .page import analysis_body
from .sections import MAKERS, made_sections

__all__ = [
    "MAKERS",
    "Desk",
    "Listed",
    "MadeReport",
    "Report",
    "ReportOrder",
    "Section",
    "analysis_body",
    "made_sections",
    "report_study",
    "write_report",
]
