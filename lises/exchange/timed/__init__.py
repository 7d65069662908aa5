"""Transcripts with a time for every stretch: captions, recognisers, annotation programs.

A reader per format gives cues (``TimedDocument``); ``talk`` makes turns of them, in one place for
all. Times of cues and words are kept beside the study (``sidecar``), since a turn has one time.
"""

from .cues import UNNAMED, Cue, TimedDocument, Voiced, WordTime
from .talk import Cues, TimedTalk, timed_talk

__all__ = [
    "UNNAMED",
    "Cue",
    "Cues",
    "TimedDocument",
    "TimedTalk",
    "Voiced",
    "WordTime",
    "timed_talk",
]
