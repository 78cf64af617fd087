"""Invented debates, a line a turn: "Name: words"; who presides, answers or belongs to a party is said by the cast."""

from index.exchanges import Exchanges, Part, exchanges_of
from index.exchanges.offices import Said
from index.transcript import Speaker

CAST = {
    "Voorzitter": Speaker("voorzitter", "De voorzitter", None, "chair"),
    "Claes": Speaker("bart claes", "Bart Claes", None, "minister"),
    "Hendrickx": Speaker("els hendrickx", "Els Hendrickx", None, "minister"),
    "Maes": Speaker("ann maes", "Ann Maes", "Groen"),
    "Peeters": Speaker("jan peeters", "Jan Peeters", "N-VA"),
    "Wouters": Speaker("rik wouters", "Rik Wouters", "cd&v"),
}
LONG = " ".join(["Dat is een lange uiteenzetting over wonen, water en wegen."] * 30)
"""Words for longer than any interruption."""


def said(text: str, cast: dict[str, Speaker] | None = None, item: str | None = None) -> list[Said]:
    """The turns of a debate; "?" as a name is somebody unknown."""
    people = cast or CAST
    lines = [line.strip().split(": ", 1) for line in text.strip().splitlines()]
    return [(item, people.get(name), words.replace("LONG", LONG)) for name, words in lines]


def found(text: str, cast: dict[str, Speaker] | None = None, title: str = "Wonen") -> Exchanges:
    """The exchanges of a sitting without agenda items."""
    return exchanges_of(said(text, cast), {None: title})


def parts(exchanges: Exchanges) -> str:
    """The parts, one letter a turn: s(peech), c(hair), q(uestion), r(eply), f(ollow-up), i(nterjection)."""
    letters = {Part.SPEECH: "s", Part.CHAIR: "c", Part.QUESTION: "q", Part.REPLY: "r", Part.FOLLOW_UP: "f"}
    return "".join(letters.get(part, "i") for part in exchanges.parts)


def answers(exchanges: Exchanges) -> dict[int, list[int]]:
    """The questions that each reply answers."""
    replies = dict.fromkeys(reply for reply, _ in exchanges.answers)
    return {reply: [question for own, question in exchanges.answers if own == reply] for reply in replies}
