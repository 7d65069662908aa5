"""A transcript and what editors do to it, with the truth of where every word went.

A text is kept as pieces between blanks. A piece keeps its number through every edit, so that the
place where a passage ought to be is known and not reckoned. Nobody could place some edits (one of
two equal words beside each other removed): these are not made.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from random import Random

from lises.anchoring import Carried, Span, resolve
from lises.model import INTERVIEWER, Passage, Transcript, Turn

CORE = re.compile(r"\[[^\[\]\n]*\]|\w+(?:['’\-.]\w+)*")
FILLERS = ("øh", "jo", "altså", "ligesom", "faktisk", "måske", "nok", "vel", "sådan")
SPEECH = re.findall(
    r"\w+",
    """og det var jo sådan at vi gik derned igen for så ringede hun alligevel jeg sad der med
brevet på køkkenbordet året før måske ålen æblet naboen bussen klokken ni kom ikke tilbage mens
regnen stod ned ad ruden ingen sagde noget først bagefter spurgte de om kaffe skulle hentes eller om
mødet kunne vente til foråret hvor haven blev grøn igen man ved aldrig hvad en dag bringer når børnene
løber ud i sneen uden sko på fødderne og hunden gør ad postbuddet som altid smiler venligt""",
)
# Few words are said often and most of them seldom, as in any language.
VOCABULARY = [
    *SPEECH,
    *(w + end for end in ("en", "erne", "ede", "s", "lig", "ning") for w in SPEECH),
]
OFTEN = [1 / rank for rank in range(1, len(VOCABULARY) + 1)]
NAMES = ("Hanne", "Østergård", "Mikkel", "Bodil", "Åse", "Torvald")


@dataclass(slots=True)
class Piece:
    """What stands between two blanks; ``number`` is None where an editor put it in."""

    number: int | None
    text: str


@dataclass(slots=True)
class Said:
    """A turn in pieces."""

    who: str
    pieces: list[Piece]
    words: list[str] = field(default_factory=list)

    def text(self) -> str:
        return " ".join(p.text for p in self.pieces)


Talk = list[Said]


def speech(random: Random, *, turns: int = 60) -> Talk:
    """Make an interview of turns of 1 to 80 words, with signs and a few names, in Danish letters."""
    talk, number = [], 0
    for at in range(turns):
        size = random.choice((1, 2, 5, 12, 20)) if at % 2 == 0 else random.randint(3, 80)
        pieces = []
        said = random.choices(VOCABULARY, OFTEN, k=size)
        for place in range(size):
            word = random.choice(NAMES) if random.random() < 0.03 else said[place]
            if random.random() < 0.01:
                word = "[griner]"
            sign = "." if place == size - 1 else random.choice((",", ".", "", "", "", "", "", ""))
            pieces.append(Piece(number, word + sign))
            number += 1
        talk.append(Said("I" if at % 2 == 0 else "R", pieces))
    return talk


def in_pieces(transcript: Transcript) -> Talk:
    """Cut a transcript into pieces."""
    talk, number = [], 0
    for turn in transcript.turns:
        pieces = []
        for text in turn.text.split():
            pieces.append(Piece(number, text))
            number += 1
        talk.append(Said("I" if INTERVIEWER in turn.speakers else "R", pieces))
    return talk


def transcript(talk: Talk) -> Transcript:
    """Make a transcript of pieces."""
    who = {"I": INTERVIEWER, "R": "R"}
    turns = tuple(
        Turn(number=n, label=said.who, speakers=(who[said.who],), text=said.text())
        for n, said in enumerate(talk, 1)
    )
    return Transcript(interview="X", speakers=tuple(who.items()), turns=turns)


def copied(talk: Talk) -> Talk:
    return [Said(s.who, [Piece(p.number, p.text) for p in s.pieces]) for s in talk]


# -- passages -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage by the numbers of its first and last piece, and whether it takes the last signs."""

    passage: Passage
    first: int
    last: int
    signs: bool


def mark(talk: Talk, random: Random, many: int) -> list[Marked]:
    """Mark passages of 3 to 40 pieces, some over several turns, some without their last sign."""
    made: list[Marked] = []
    text, laid = transcript(talk), layout(talk)
    while len(made) < many:
        turn = random.randrange(len(talk))
        start = random.randrange(max(1, len(talk[turn].pieces) - 2))
        over = random.choice((0, 0, 0, 0, 0, 0, 1, 2))
        last_turn = min(turn + over, len(talk) - 1)
        last_pieces = talk[last_turn].pieces
        if last_turn == turn:
            end = min(len(last_pieces) - 1, start + random.randint(2, 40))
        else:
            end = random.randrange(len(last_pieces))
        if last_turn == turn and end - start < 2 and random.random() < 0.9:
            continue  # a word or two are seldom a passage
        first, last = talk[turn].pieces[start].number, last_pieces[end].number
        signs = random.random() < 0.7
        spans = truth(laid, first, last, signs)  # type: ignore[arg-type]
        assert spans is not None
        passage = from_spans(text, spans, f"X-{len(made):04}")
        made.append(Marked(passage, first, last, signs))  # type: ignore[arg-type]
    return made


def marked_of(talk: Talk, text: Transcript, passages: list[Passage]) -> list[Marked]:
    """Take a study's own passages, those that begin and end with a piece or before its signs."""
    found = []
    for passage in passages:
        spans = resolve(passage, text)
        assert isinstance(spans, tuple)
        first, last = spans[0], spans[-1]
        begins = {start: piece.number for start, _, _, piece in _placed(talk[first.turn - 1])}
        ends = {}
        for _, core_end, end, piece in _placed(talk[last.turn - 1]):
            ends[core_end] = (piece.number, False)
            ends[end] = (piece.number, True)
        if first.start in begins and last.end in ends:
            number, signs = ends[last.end]
            found.append(Marked(passage, begins[first.start], number, signs))  # type: ignore[arg-type]
    return found


def from_spans(text: Transcript, spans: tuple[Span, ...], name: str) -> Passage:
    quote = tuple(text.turns[s.turn - 1].text[s.start : s.end] for s in spans)
    occurrence = None
    if len(spans) == 1:
        whole, start = text.turns[spans[0].turn - 1].text, spans[0].start
        starts = [at for at in range(len(whole)) if whole.startswith(quote[0], at)]
        occurrence = starts.index(start) + 1 if len(starts) > 1 else None
    return Passage(
        id=name,
        interview="X",
        set="c",
        turn=spans[0].turn,
        turn_end=spans[-1].turn,
        quote=quote,
        codes=("c",),
        occurrence=occurrence,
    )


def _placed(said: Said) -> list[tuple[int, int, int, Piece]]:
    """Give start, end of the word, and end of every piece of a turn."""
    out, at = [], 0
    for piece in said.pieces:
        cores = list(CORE.finditer(piece.text))
        core_end = at + (cores[-1].end() if cores else len(piece.text))
        out.append((at, core_end, at + len(piece.text), piece))
        at += len(piece.text) + 1
    return out


Layout = tuple[list[tuple[int, int, int, int, int]], list[int]]


def layout(talk: Talk) -> Layout:
    """Give number, turn, start and ends of every piece that is the speaker's, and turns' lengths."""
    places = [
        (piece.number, turn, start, core, end)
        for turn, said in enumerate(talk, 1)
        for start, core, end, piece in _placed(said)
        if piece.number is not None
    ]
    return places, [0, *(len(said.text()) for said in talk)]


def truth(laid: Layout, first: int, last: int, signs: bool) -> tuple[Span, ...] | None:
    """Give the spans that reach from the first to the last piece that is left of a passage."""
    places, length = laid  # numbers rise through every edit
    low = bisect_left(places, (first,))
    high = bisect_left(places, (last + 1,))
    if low == high:
        return None
    _, first_turn, start, _, _ = places[low]
    _, last_turn, _, core, whole = places[high - 1]
    end = whole if signs else core
    if first_turn == last_turn:
        return (Span(first_turn, start, end),)
    between = (Span(turn, 0, length[turn]) for turn in range(first_turn + 1, last_turn))
    head = Span(first_turn, start, length[first_turn])
    return (head, *between, Span(last_turn, 0, end))


# -- edits ----------------------------------------------------------------------------------------


def words_changed(talk: Talk, random: Random, share: float) -> Talk:
    """Change a share of the words: half misspelt or corrected, a quarter others, the rest gone or new."""
    out = copied(talk)
    vocabulary = [CORE.findall(p.text)[0] for s in talk for p in s.pieces if CORE.search(p.text)]
    for said in out:
        pieces: list[Piece] = []
        for at, piece in enumerate(said.pieces):
            if random.random() >= share:
                pieces.append(piece)
                continue
            beside = {_bare(p.text) for p in (*pieces[-1:], *said.pieces[at : at + 2])}
            _change(piece, pieces, random, (vocabulary, beside, len(said.pieces)))
        said.pieces = pieces or said.pieces
    return out


def _bare(text: str) -> str:
    return "".join(CORE.findall(text)).casefold()


def _change(
    piece: Piece,
    pieces: list[Piece],
    random: Random,
    what: tuple[list[str], set[str], int],
) -> None:
    vocabulary, beside, size = what
    kind = random.choice(("spelt",) * 4 + ("other",) * 2 + ("gone", "new"))
    core = CORE.search(piece.text)
    if core is None or core[0].startswith("["):
        pieces.append(piece)
        return
    if kind == "gone" and size > 3 and not _equal_beside(piece, pieces, beside):
        return
    if kind == "spelt" and len(core[0]) > 2:
        piece.text = piece.text.replace(core[0], _misspelt(core[0], random), 1)
    elif kind == "new":
        fresh = random.choice(FILLERS)
        pieces.append(piece)
        if fresh not in beside:
            pieces.append(Piece(None, fresh))
        return
    else:
        other = random.choice(vocabulary)
        if other.casefold() not in beside and "[" not in other:
            piece.text = piece.text.replace(core[0], other, 1)
    pieces.append(piece)


def _equal_beside(piece: Piece, pieces: list[Piece], beside: set[str]) -> bool:
    before = {_bare(p.text) for p in pieces[-1:]}
    return _bare(piece.text) in before or len(beside) < 3


def _misspelt(word: str, random: Random) -> str:
    at = random.randrange(1, len(word))
    return random.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at - 1] + word[at:],
            word[:at] + random.choice("aeiouæøårsntd") + word[at + 1 :],
        )
    )


def names_replaced(talk: Talk, known: dict[str, str] | None = None) -> Talk:
    """Put a placeholder for every name, as a pseudonymisation does; a genitive keeps its s."""
    out = copied(talk)
    given = dict(known or {})
    for said in out:
        for piece in said.pieces:
            core = CORE.search(piece.text)
            name = core[0] if core else ""
            if name.removesuffix("s") in NAMES:
                mark = given.setdefault(name.removesuffix("s"), f"[NAVN{len(given) + 1}]")
                piece.text = piece.text.replace(name.removesuffix("s"), mark, 1)
    return out


def names_put_back(talk: Talk) -> Talk:
    """Put names of one or two words for placeholders: a text typed anew from the recording."""
    out = copied(talk)
    for said in out:
        for piece in said.pieces:
            found = re.search(r"\[[A-ZÆØÅ]+(\d+)\]", piece.text)
            if found:
                name = NAMES[int(found[1]) % len(NAMES)]
                full = f"{name} Holm" if int(found[1]) % 2 else name
                piece.text = piece.text.replace(found[0], full)
    return out


def turns_put_in(talk: Talk, random: Random, share: float) -> Talk:
    """Put in turns that were left out: a word, a question, a longer stretch."""
    out: Talk = []
    for said in copied(talk):
        out.append(said)
        if random.random() < share:
            size = random.choice((1, 2, 5, 12, 30))
            words = [Piece(None, random.choice(SPEECH)) for _ in range(size)]
            words[-1].text += random.choice((".", "?"))
            out.append(Said("I" if said.who == "R" else "R", words))
    return out


def turns_taken_out(talk: Talk, random: Random, share: float) -> Talk:
    """Take turns out."""
    left = [said for said in copied(talk) if random.random() >= share]
    return left or copied(talk)


def turns_split(talk: Talk, random: Random, share: float) -> Talk:
    """Split turns, some of them with a word of the other in between."""
    out: Talk = []
    for said in copied(talk):
        if len(said.pieces) < 6 or random.random() >= share:
            out.append(said)
            continue
        at = random.randrange(1, len(said.pieces))
        out.append(Said(said.who, said.pieces[:at]))
        if random.random() < 0.5:
            word = Piece(None, random.choice(("Mm.", "Ja.", "Okay.")))
            out.append(Said("I" if said.who == "R" else "R", [word]))
        out.append(Said(said.who, said.pieces[at:]))
    return out


def turns_joined(talk: Talk, random: Random, share: float) -> Talk:
    """Join turns with the one after."""
    out: Talk = []
    for said in copied(talk):
        if out and random.random() < share:
            out[-1].pieces += said.pieces
        else:
            out.append(said)
    return out


def everything(talk: Talk, random: Random, share: float) -> Talk:
    """Do all of it, each kind of edit of turns to one in twenty."""
    out = words_changed(names_replaced(talk), random, share)
    for edit in (turns_taken_out, turns_joined, turns_split, turns_put_in):
        out = edit(out, random, 0.05)
    return out


# -- what came of it ------------------------------------------------------------------------------


@dataclass(slots=True)
class Score:
    """How many passages were carried; ``whole`` are those whose first and last words are left."""

    passages: int = 0
    whole: int = 0
    right: int = 0
    wrong: int = 0
    wrongly: list[tuple[Passage, Passage, tuple[Span, ...] | None]] = field(default_factory=list)

    @property
    def exact(self) -> float:
        """Share of the whole passages whose borders are right to the code point."""
        return self.right / max(1, self.whole)

    @property
    def misplaced(self) -> float:
        """Share of all passages that were given a place that is not theirs."""
        return self.wrong / max(1, self.passages)

    def add(self, carried: Carried, marked: list[Marked], edited: Talk) -> None:
        """Count one interview."""
        text, laid = transcript(edited), layout(edited)
        left = {number for number, *_ in laid[0]}
        for one, mark in zip(carried.passages, marked, strict=True):
            real = truth(laid, mark.first, mark.last, mark.signs)
            whole = {mark.first, mark.last} <= left
            self.passages += 1
            self.whole += whole
            if one.became is None:
                continue
            spans = resolve(one.became, text)
            assert isinstance(spans, tuple)
            right = spans == real or (
                not whole and real is not None and _bared(spans, text) == _bared(real, text)
            )
            self.right += right and whole
            self.wrong += not right
            if not right:
                self.wrongly.append((mark.passage, one.became, real))


def _bared(spans: tuple[Span, ...], text: Transcript) -> tuple[tuple[int, int], tuple[int, int]]:
    """Give the first and last letter: where the last word is gone, signs are nobody's."""
    first, last = spans[0], spans[-1]
    begin = text.turns[first.turn - 1].text[first.start :]
    end = text.turns[last.turn - 1].text[: last.end]
    before = len(begin) - len(re.sub(r"\A[^\w\[]+", "", begin))
    after = len(re.sub(r"[^\w\]]+\Z", "", end))
    return (first.turn, first.start + before), (last.turn, after)
