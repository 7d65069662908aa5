"""Other people's formats ↔ model, one module per format.

Reading writes nothing, and nothing is guessed silently: an import ends in a report of what came
in, what did not and why. Transcripts come in through ``read_transcript``, are looked at
(``report``, ``propose_speakers``, ``speaker_table``) and become turns of a study by
``to_transcript``.
"""

from .adding import Addition, add_interview, interview_id, proposed_mapping
from .crediting import to_transcript
from .imported import (
    Candidate,
    Imported,
    Overlap,
    RawTurn,
    SetAside,
    SpeakerFound,
    Timing,
    WordBalance,
)
from .labels import NOT_A_SPEAKER
from .report import as_json, report
from .speakers import ProposedSpeaker, SpeakerRow, propose_speakers, speaker_table
from .transcripts import read_transcript

__all__ = [
    "NOT_A_SPEAKER",
    "Addition",
    "Candidate",
    "Imported",
    "Overlap",
    "ProposedSpeaker",
    "RawTurn",
    "SetAside",
    "SpeakerFound",
    "SpeakerRow",
    "Timing",
    "WordBalance",
    "add_interview",
    "as_json",
    "interview_id",
    "propose_speakers",
    "proposed_mapping",
    "read_transcript",
    "report",
    "speaker_table",
    "to_transcript",
]
