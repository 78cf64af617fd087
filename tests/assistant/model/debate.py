"""An invented debate on a sea lock, and citations of its turns."""

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.assistant import Assistant
from assistant.citing import cite
from tests.assistant.conftest import Over
from tests.index.conftest import turn

ANN, BOB, CAS = "Ann Peeters", "Bob Claes", "Cas De Wilde"
MINISTER = (
    "Mijnheer Claes, wij bouwen een nieuwe zeesluis in de haven van Zeebrugge. De zeesluis kost 40 miljoen euro en is "
    "klaar in 2027, als de aannemer zijn planning haalt."
)
MEMBER = "Deze zeesluis in de haven van Zeebrugge is te duur en komt veel te laat, minister Peeters."
OTHERS = ("De bibliotheek krijgt een nieuw dak.", "Het zwembad blijft open tijdens de zomer.", "Dank u wel.")


def debate(over: Over, member: str = MEMBER, minister: str = MINISTER) -> Assistant:
    """The assistant over a member's turn, the minister's reply, and turns on other matters."""
    spoken = [
        turn("lock", 0, member, speaker=BOB, title="De zeesluis"),
        turn("lock", 1, minister, speaker=ANN, role="minister", title="De zeesluis"),
        *(turn(f"other-{n}", 0, text, speaker=CAS, title="Stad") for n, text in enumerate(OTHERS)),
    ]
    return over(spoken)


def cited(assistant: Assistant, speakers: Sequence[str]) -> list[Citation]:
    """The whole turns of these speakers on the lock, numbered from 1."""
    sitting = assistant.index.sitting("lock")
    assert sitting is not None
    turns = {one.speaker.name: one for one in sitting.turns if one.speaker}
    (info,) = [row for row in assistant.index.sittings.values() if row.id == "lock"]
    return [
        cite(number, turns[name], info, 0, len(turns[name].text), 1.0) for number, name in enumerate(speakers, start=1)
    ]
