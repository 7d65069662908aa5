"""Our plain text to the model and back, loss-free; one module per kind of file.

``read_study`` and ``write_study`` take whole folders. For one file there is ``parse_<kind>``, which
gives the objects and the problems, and ``write_<kind>``: what was written is read back equal, and
what was read from a text that we wrote is written the same, byte by byte.
"""

from .asked import parse_asked, write_asked
from .claims import parse_claims, write_claims
from .codebook import parse_codebook, write_codebook
from .decisions import parse_decisions, write_decisions
from .faults import Faults
from .figures import parse_figures, write_figures
from .finding import parse_finding, with_prose, write_finding, write_prose
from .folder import read_study
from .folder_write import study_files, write_study
from .forms import passage_id
from .framework import parse_framework, write_framework
from .guide import parse_guide, write_guide
from .interviews import parse_interviews, write_interviews
from .notes import parse_note, write_note
from .origins import parse_origins, write_origins
from .participants import parse_participants, write_participants
from .passages import parse_passages, write_passages
from .plain_yaml import read_yaml
from .readings import parse_reading_rows, parse_readings, write_readings
from .references import check_references, places_of
from .related import parse_related, write_related
from .reporting import parse_reporting, write_reporting
from .schemas import schema, schema_folder
from .searches import parse_searches, write_searches
from .skeleton import new_study
from .sources import parse_sources, write_sources
from .study import parse_study, write_study_design
from .text import read_text, write_atomic
from .themes import parse_themes, write_themes
from .together import write_together
from .transcript import is_turn_text, parse_transcript, write_transcript
from .translations import parse_translations, write_translations
from .turn_splices import TurnEdit, with_turn_edits
from .withdrawals import parse_withdrawals, write_withdrawals
from .yaml_marks import MarkedList, MarkedMap, parse_yaml

__all__ = [
    "Faults",
    "MarkedList",
    "MarkedMap",
    "TurnEdit",
    "check_references",
    "is_turn_text",
    "new_study",
    "parse_asked",
    "parse_claims",
    "parse_codebook",
    "parse_decisions",
    "parse_figures",
    "parse_finding",
    "parse_framework",
    "parse_guide",
    "parse_interviews",
    "parse_note",
    "parse_origins",
    "parse_participants",
    "parse_passages",
    "parse_reading_rows",
    "parse_readings",
    "parse_related",
    "parse_reporting",
    "parse_searches",
    "parse_sources",
    "parse_study",
    "parse_themes",
    "parse_transcript",
    "parse_translations",
    "parse_withdrawals",
    "parse_yaml",
    "passage_id",
    "places_of",
    "read_study",
    "read_text",
    "read_yaml",
    "schema",
    "schema_folder",
    "study_files",
    "with_prose",
    "with_turn_edits",
    "write_asked",
    "write_atomic",
    "write_claims",
    "write_codebook",
    "write_decisions",
    "write_figures",
    "write_finding",
    "write_framework",
    "write_guide",
    "write_interviews",
    "write_note",
    "write_origins",
    "write_participants",
    "write_passages",
    "write_prose",
    "write_readings",
    "write_related",
    "write_reporting",
    "write_searches",
    "write_sources",
    "write_study",
    "write_study_design",
    "write_themes",
    "write_together",
    "write_transcript",
    "write_translations",
    "write_withdrawals",
]
