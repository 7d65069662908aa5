"""The coding page in a notebook: an anywidget, answered by the kernel.

Only ``StudyTranscript.tag`` imports this: anywidget is an extra, and slow to load.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from importlib.resources import files
from typing import Any
from weakref import ref

import anywidget
import traitlets

from lises.errors import LisesError
from lises.model import Passage, StudyFolder
from lises.render import Words, transcript_html
from lises.tagging.addresses import Addresses
from lises.tagging.line import Line
from lises.tagging.plain import passages_of

from .selection import Selection, selection_of

__all__ = ["CodingWidget"]

HEIGHT = 640  # pixels
_PAUSE = 1.0  # seconds between two looks at the folder


class CodingWidget(anywidget.AnyWidget):
    """The coding page of one interview; make it with ``study.transcript(id).tag(coder=…)``.

    ``selection`` is the chosen words, or None; ``passages`` the coder's passages of the interview
    as they are now. Both can be observed: ``widget.observe(print, "selection")``. ``height`` is in
    pixels. Every act on the page is saved in the study folder at once.
    """

    _esm = files("lises.notebook").joinpath("widget.js").read_text("utf-8")

    height = traitlets.Int(HEIGHT, min=320).tag(sync=True)
    told = traitlets.Dict().tag(sync=True)
    chosen = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    acts = traitlets.Int(0).tag(sync=True)
    selection = traitlets.Instance(Selection, allow_none=True)
    passages = traitlets.Tuple()

    def __init__(self, addresses: Addresses, interview: str, words: Words, height: int) -> None:
        self.interview = interview
        self.desk = addresses.desk
        self._words = words
        self._line = Line(addresses, interview, self.send)
        self._watching: asyncio.Task[None] | None = None
        super().__init__(
            height=height,
            told={
                "frame": words("tag-kernel-frame", interview=interview),
                "waiting": words("tag-kernel-waiting"),
                "blocked": words("tag-kernel-blocked"),
            },
        )
        self._line.look(tell=False)
        self._read()
        self.on_msg(self._heard)

    def refresh(self) -> None:
        """Read the passages again, and tell the pages what changed in the folder.

        This happens by itself within a second where the kernel has a loop, as all usual ones have.
        """
        self._line.look()
        self._read()

    def _read(self) -> None:
        with self.desk.store.held():
            self.passages = tuple(passages_of(self.desk.passages(self.interview)))

    def __repr__(self) -> str:
        """Name what is coded and by whom."""
        return f"CodingWidget({self.interview!r}, coder={self.desk.coder!r}, set={self.desk.set!r})"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:  # noqa: ANN401 - as anywidget has it
        """Give the widget, and the transcript with the passages for where no kernel runs."""
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle
        return {**data, "text/html": self._still()}, metadata

    def _still(self) -> str:
        transcript = self.desk.material.transcript(self.interview)[0]
        if transcript is None:
            return ""
        self._read()
        mine: tuple[Passage, ...] = self.passages
        folder = StudyFolder(
            path=str(self.desk.study),
            design=self.desk.design,
            transcripts={self.interview: transcript},
        )
        return str(transcript_html(folder, transcript, mine, self._words))

    @traitlets.observe("chosen")
    def _choose(self, change: Any) -> None:  # noqa: ANN401 - a Bunch of traitlets
        chosen = change["new"]
        name = (chosen or {}).get("interview")
        known = {one.id for one in self.desk.material.interviews()}
        transcript = self.desk.material.transcript(name)[0] if name in known else None
        self.selection = selection_of(chosen, transcript) if transcript else None

    def _heard(self, _widget: object, content: object, _buffers: object) -> None:
        first = not self._line.pages
        self._line.hear(content)
        # What changed before a page was there need not be told.
        if self._line.look(tell=not first):
            self._read()
        self._begin()

    def _begin(self) -> None:
        """Look at the folder every second while pages are there, in the loop of the kernel."""
        now = self._watching
        if not self._line.pages or (now and not now.done() and now.get_loop().is_running()):
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no loop: what changed is told at the next act
            return
        self._watching = loop.create_task(_watch(ref(self)))


async def _watch(whose: ref[CodingWidget]) -> None:
    while (widget := whose()) is not None and widget.comm is not None and widget._line.pages:
        with suppress(LisesError, OSError):  # the folder may be gone for a moment
            if widget._line.look():
                widget._read()
        del widget
        await asyncio.sleep(_PAUSE)
