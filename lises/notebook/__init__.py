"""The study as a researcher holds it."""

from .chain import Chain
from .passages import Passages
from .study import Study, load
from .transcript import StudyTranscript

__all__ = ["Chain", "Passages", "Study", "StudyTranscript", "load"]
