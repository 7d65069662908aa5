"""JSON of speech recognisers: Whisper, faster-whisper, WhisperX with speakers, whisper.cpp.

Every text of a file of JSON is accounted for: what is said again (the whole text, the words of a
segment) is compared with the segments and counted once; what is no talk is set aside by its key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from lises.errors import Problem
from lises.exchange.document import UnreadableError
from lises.exchange.imported import SetAside
from lises.exchange.safejson import parse_json
from lises.exchange.wordcount import count_words

from .cues import Cue, TimedDocument, Voiced, WordTime, clock, counted
from .marks import milliseconds
from .places import letters

__all__ = ["read_whisper_json"]

_STAMP = re.compile(r"\d{1,4}:\d{2}:\d{2}[.,]\d{1,3}")
_SEGMENT = frozenset({"text", "speaker", "words", "start", "end", "timestamps", "offsets"})
_MAX_MS = 10**10


def read_whisper_json(content: bytes, path: str) -> TimedDocument:
    """Read the JSON of a recogniser.

    Parameters
    ----------
    content : bytes
        A mapping with ``segments`` (Whisper, faster-whisper, WhisperX, the OpenAI service) or
        ``transcription`` (whisper.cpp), or the list of segments itself. Times are seconds, in
        whisper.cpp milliseconds.
    path : str
        The file, for its problems.

    Raises
    ------
    UnreadableError
        ``json-damaged``, ``json-too-large``, ``cues-none``.
    """
    whole = parse_json(content, path)
    segments, beside = _segments(whole)
    reading = _Reading(path, beside)
    numbered = enumerate(counted(segments, "segments"), 1)
    cues = [cue for number, one in numbered if (cue := reading.cue(number, one))]
    if not cues:
        raise UnreadableError(
            "cues-none", "no segments of talk are in the file", "is it the whole file?"
        )
    cues = reading.beside(cues)
    return TimedDocument(
        kind="whisper-json",
        cues=tuple(cues),
        words=_all_words(whole) - reading.repeated,
        words_in_heads=reading.words_in_times,
        set_aside=tuple(reading.asides),
        problems=tuple(reading.problems),
    )


def _segments(whole: object) -> tuple[list[object], dict[str, object]]:
    """Give the segments, and what stands beside them under its keys."""
    if isinstance(whole, list):
        return whole, {}
    beside = dict(whole) if isinstance(whole, dict) else {}
    for key in ("segments", "transcription"):
        segments = beside.get(key)
        if isinstance(segments, list):
            del beside[key]
            return segments, beside
    return [], beside


def _texts(value: object) -> Iterator[str]:
    """Give every text within a value; keys are none. The depth was watched when it was read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _all_words(value: object) -> int:
    return sum(map(count_words, _texts(value)))


@dataclass(slots=True)
class _Reading:
    path: str
    others: dict[str, object]
    asides: list[SetAside] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    words_in_times: int = 0
    repeated: int = 0

    def cue(self, number: int, segment: object) -> Cue | None:
        """Read one segment; one without a text is set aside with what it holds."""
        if not isinstance(segment, dict) or not isinstance(segment.get("text"), str):
            self._aside(f"segment {number}", segment, "a segment without text", number)
            return None
        text, speaker = segment["text"], segment.get("speaker")
        named = speaker if isinstance(speaker, str) else ""
        self.said.append(text)
        start, end = self._times(segment, number)
        tokens = self._tokens(segment.get("tokens"), text)
        rest = {k: v for k, v in segment.items() if k not in _SEGMENT}
        if tokens:
            del rest["tokens"]
        if not named and speaker is not None:
            rest["speaker"] = speaker
        self._aside(f"segment {number}", rest, "values that are no talk", number)
        voice = Voiced(
            speaker=named,
            text=text.strip(),
            words=self._words(segment.get("words"), text, named, number) or tokens,
            label_words=count_words(named),
        )
        return Cue(
            voices=(voice,),
            at=number,
            start=start,
            end=end,
            written="" if start is None else clock(start),
            name=str(segment["id"]) if isinstance(segment.get("id"), int) else "",
        )

    def _tokens(self, tokens: object, text: str) -> tuple[WordTime, ...]:
        """Give the pieces of whisper.cpp's full output where they make up the text."""
        if not isinstance(tokens, list) or not any(isinstance(token, dict) for token in tokens):
            return ()
        spoken = [token for token in tokens if not (_piece(token) or "[_").startswith("[_")]
        found = tuple(word for word in map(_word, spoken) if word)
        if letters("".join(word.piece for word in found)) != letters(text):
            return ()
        # Stamps and marks of the program (``[_BEG_]``) stand beside the pieces.
        self.repeated += _all_words(tokens)
        return found

    def _times(self, segment: Mapping[str, object], number: int) -> tuple[int | None, int | None]:
        self.words_in_times += _all_words([segment.get(k) for k in ("start", "end", "offsets")])
        self.words_in_times += _all_words(segment.get("timestamps"))
        offsets, stamps = segment.get("offsets"), segment.get("timestamps")
        if isinstance(offsets, dict):
            start, end = _ms(offsets.get("from"), 1), _ms(offsets.get("to"), 1)
        elif isinstance(stamps, dict):
            start, end = _stamp(stamps.get("from")), _stamp(stamps.get("to"))
        else:
            start, end = _ms(segment.get("start"), 1000), _ms(segment.get("end"), 1000)
        if start is None:
            self._tell(number, "cue-time-malformed", "the segment has no begin that can be read")
        elif end is not None and end < start:
            self._tell(number, "cue-ends-early", "the segment ends before it begins")
        return start, end

    def _words(self, words: object, text: str, named: str, number: int) -> tuple[WordTime, ...]:
        """Give the words of a segment with their times; what is no word of it is set aside."""
        entries = words if isinstance(words, list) else []
        found = tuple(word for word in map(_word, entries) if word)
        if not found or letters("".join(word.piece for word in found)) != letters(text):
            self._aside(f"segment {number}", words, "words that are not the segment's", number)
            return found
        rest = [_rest(word, {named}) for word in entries]
        self._aside(f"segment {number}", rest, "values of words that are no talk", number)
        self.repeated += _all_words(words) - _all_words(rest)
        return found

    def beside(self, cues: list[Cue]) -> list[Cue]:
        """Account for what stands beside the segments; give the cues with words from there."""
        said = letters("".join(self.said))
        whole = self.others.pop("text", None)
        if isinstance(whole, str) and letters(whole) == said:
            self.repeated += count_words(whole)
        else:
            self._aside('"text"', whole, "a whole text that is not that of the segments", 0)
        speakers = {voice.speaker for cue in cues for voice in cue.voices}
        for key in ("words", "word_segments"):
            entries = self.others.get(key)
            found = [w for w in map(_word, entries) if w] if isinstance(entries, list) else []
            if not isinstance(entries, list) or letters("".join(w.piece for w in found)) != said:
                continue
            rest = [_rest(word, speakers) for word in entries]
            self.others[key] = rest
            self.repeated += _all_words(entries) - _all_words(rest)
            if not any(voice.words for cue in cues for voice in cue.voices):
                cues = _shared_out(cues, found)
        for key, value in self.others.items():
            self._aside(f'"{key[:40]}"', value, "a value beside the segments", 0)
        return cues

    def _aside(self, where: str, value: object, why: str, at: int) -> None:
        texts = [text for text in _texts(value) if text.strip()]
        if texts:
            words = sum(map(count_words, texts))
            self.asides.append(
                SetAside(where=where, text="\n".join(texts), why=why, words=words, at=at)
            )

    def _tell(self, number: int, rule: str, message: str) -> None:
        self.problems.append(
            Problem(
                path=self.path,
                line=0,
                rule=rule,
                message=f"segment {number}: {message}",
                remedy="look at the recording; the text is kept",
                severity="doubt",
            )
        )


def _rest(word: object, speakers: Set[str]) -> object:
    """Give what a word's entry holds beside the word and a speaker who is known."""
    if _piece(word) is None or not isinstance(word, dict):
        return word
    said = "word" if "word" in word else "text"
    again = isinstance(word.get("speaker"), str) and word["speaker"] in speakers
    return [v for k, v in word.items() if k != said and not (again and k == "speaker")]


def _shared_out(cues: list[Cue], words: list[WordTime]) -> list[Cue]:
    """Give each cue its words, by their letters; those of all cues are those of all words."""
    left = list(reversed(words))
    shared: list[Cue] = []
    for cue in cues:
        (voice,) = cue.voices
        own: list[WordTime] = []
        open_ = len(letters(voice.text))
        while left and open_ > 0:
            own.append(left.pop())
            open_ -= len(letters(own[-1].piece))
        shared.append(replace(cue, voices=(replace(voice, words=tuple(own)),)))
    return shared


def _piece(word: object) -> str | None:
    if not isinstance(word, dict):
        return None
    text = word.get("word", word.get("text"))
    return text if isinstance(text, str) else None


def _word(word: object) -> WordTime | None:
    piece = _piece(word)
    if piece is None or not isinstance(word, dict):
        return None
    offsets = word.get("offsets")
    start, end, scale = word.get("start"), word.get("end"), 1000
    if isinstance(offsets, dict):
        start, end, scale = offsets.get("from"), offsets.get("to"), 1
    return WordTime(
        piece=piece,
        start=_ms(start, scale),
        end=_ms(end, scale),
        probability=_chance(word.get("probability", word.get("score", word.get("p")))),
    )


def _chance(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        return None
    return round(float(value), 4)


def _ms(value: object, scale: int) -> int | None:
    """Give milliseconds of a number of seconds (``scale`` 1000) or milliseconds (1), or None."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < _MAX_MS:
        return None
    return round(value * scale)


def _stamp(value: object) -> int | None:
    return milliseconds(value) if isinstance(value, str) and _STAMP.fullmatch(value) else None
