"""Who has the floor: the speakers of paragraphs on a page of the Flemish Parliament copied as text.

In such a copy the headings that link to a sitting member's profile are gone, while those of ministers and
former members stay. What is left is weighed here, and whoever cannot be known is None: a wrong name is worse
than none.

- A fixed sentence of the chair ("Mevrouw Smets heeft het woord.") is the chair's, wherever it stands.
- The first paragraph under a heading is its speaker's; the first after a grant is the granted speaker's.
- What follows is theirs too, until something shows that others talk as well: from a paragraph on that
  addresses the speaker, or the chair anew, nobody knows.
- A heading is printed only when the speaker changes. The same heading twice therefore means that somebody
  whose heading is gone spoke in between: only the first paragraph under the first one is sure. Likewise,
  between the chair's heading and the chair's next fixed sentence everything is the chair's.
- Somebody who breaks in by heading alone is sure of one paragraph: then the interrupted one may go on.

Where every grant is followed by its heading and none comes twice, no heading is missing and all are taken at
their word. Knows nothing of files, notes and turns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from index.names import CHAIR, speaker_id, split_name
from index.readers.flemish_chair import chair_formula, granted, role_alone
from index.transcript import Speaker

THE_CHAIR = Speaker(speaker_id("De voorzitter"), "De voorzitter", role=CHAIR)

_PARTICLES = frozenset(("van", "de", "den", "der", "ten", "ter", "te", "ben", "el", "op"))
_SHORT_WORDS = 40
"""A paragraph of at most so many words may be the chair's, between others' words."""

_TO_CHAIR = r"(?:(?:geachte|(?:mijnheer|mevrouw)\s+de)\s+)?voorzitter"
_OPENS_TO_CHAIR = re.compile(rf"(?:\S+(?:\s+\S+){{0,3}},\s+)?{_TO_CHAIR}\s*[,.;!?…]", re.IGNORECASE)
_CLOSES_TO_CHAIR = re.compile(rf",\s+{_TO_CHAIR}\s*[.!?…]*$", re.IGNORECASE)
_ANSWERS = re.compile(r"(?:Ja|Jawel|Neen?)\s*[,.!]")
_THANKS = re.compile(r"(?:Dank u(?: wel| zeer)?|Bedankt|Goed|Oké|Prima)\s*[.!]")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page: words, a heading, the title of a piece of business, a vote, or a change of chair."""

    kind: Literal["speech", "chair", "person", "title", "vote", "change"]
    text: str


class People:
    """The people whom a page names in full, to complete the surnames in grants."""

    def __init__(self, printed: Iterable[str]) -> None:
        self._known: dict[tuple[str, str | None], Speaker] = {}
        for name in printed:
            speaker = _speaker(name)
            known = self._known.get((speaker.id, speaker.role))
            if known is None or known.party is None:
                self._known[speaker.id, speaker.role] = speaker

    def find(self, printed: str) -> Speaker | None:
        """The speaker printed so, with the fullest name that the page gives; None for an office nobody fits.

        A surname that two people of the page share stays a surname. Ministers are never mixed with members.
        """
        if role_alone(printed):
            ministers = {speaker.id: speaker for speaker in self._known.values() if speaker.role}
            return next(iter(ministers.values())) if len(ministers) == 1 else None
        asked = _speaker(printed)
        fitting = {
            known.id: known
            for known in self._known.values()
            if goes_by(known.name, asked.name) and (known.role is None) == (asked.role is None)
        }
        if len(fitting) != 1:
            return asked
        (known,) = fitting.values()
        return known if asked.role is None else Speaker(known.id, known.name, known.party, asked.role)


def goes_by(full: str, short: str) -> bool:
    """Whether `short` may mean `full`: "Maaike De Vreese" goes by "De Vreese", not by "Vreese"."""
    names, tail = speaker_id(full).split(), speaker_id(short).split()
    before, end = names[: -len(tail)], names[-len(tail) :]
    same = end[:-1] == tail[:-1] and (end[-1] == tail[-1] or end[-1].startswith(tail[-1] + "-"))
    return same and not (len(before) > 1 and before[-1] in _PARTICLES)


def attribute(blocks: Sequence[Block], people: People) -> list[Speaker | None]:
    """The speaker of every block, None where it is not known and for blocks that are not speech."""
    return _Page(blocks, people).speakers()


def _speaker(printed: str) -> Speaker:
    name, party, role = split_name(re.sub(r"^(?:[Cc]ollega|[Vv]laams)\s+(?=\S)", "", printed))
    return Speaker(speaker_id(name), name, party, role)


class _Page:
    def __init__(self, blocks: Sequence[Block], people: People) -> None:
        self.blocks, self.people = blocks, people
        self.formula = [block.kind == "speech" and chair_formula(block.text) for block in blocks]
        self.grants = [
            granted(block.text) if fixed else None for block, fixed in zip(blocks, self.formula, strict=True)
        ]
        self.complete = self._is_complete()

    def speakers(self) -> list[Speaker | None]:
        found: list[Speaker | None] = [THE_CHAIR if fixed else None for fixed in self.formula]
        for index, block in enumerate(self.blocks):
            if block.kind == "chair":
                sure = self._sure_of_chair(index)
                found = [THE_CHAIR if place in sure else speaker for place, speaker in enumerate(found)]
            elif block.kind == "person" or self.grants[index]:
                speaker = self._heard(index)
                for place in self._stretch(index)[: self._sure(index, speaker)]:
                    found[place] = speaker
        return found

    def _heard(self, index: int) -> Speaker | None:
        """Whom the heading or grant at `index` names."""
        return self.people.find(self.grants[index] or self.blocks[index].text)

    def _stretch(self, index: int) -> range:
        """The paragraphs after `index` up to the next block that says anything about the speaker."""
        end = index + 1
        while end < len(self.blocks) and self.blocks[end].kind == "speech" and not self.formula[end]:
            end += 1
        return range(index + 1, end)

    def _is_named(self, index: int, speaker: Speaker | None) -> bool:
        """Whether the block at `index` is a heading of `speaker`."""
        if index >= len(self.blocks) or self.blocks[index].kind != "person" or speaker is None:
            return False
        headed = self._heard(index)
        return headed is not None and (headed.id == speaker.id or goes_by(headed.name, speaker.name))

    def _is_complete(self) -> bool:
        """Whether no heading is missing from the page, as far as can be seen."""
        headings = [n for n, block in enumerate(self.blocks) if block.kind in ("chair", "person")]
        if not headings or not any(self.grants) or not any(b.kind == "chair" for b in self.blocks):
            return False
        if any(block.kind == "speech" and not fixed for block, fixed in self._before(headings[0])):
            return False
        return not any(self._repeated(n) for n in headings) and all(
            n + 1 == len(self.blocks) or self._is_named(n + 1, self._heard(n))
            for n, grant in enumerate(self.grants)
            if grant
        )

    def _before(self, index: int) -> Iterable[tuple[Block, bool]]:
        return zip(self.blocks[:index], self.formula[:index], strict=True)

    def _repeated(self, index: int) -> bool:
        """Whether the heading at `index` comes again after nothing but unlabelled words."""
        after = self._stretch(index).stop
        if after >= len(self.blocks) or self.blocks[after].kind != self.blocks[index].kind:
            return False
        return self.blocks[index].kind == "chair" or self._is_named(after, self._heard(index))

    def _sure_of_chair(self, index: int) -> set[int]:
        """The paragraphs that are the chair's for sure, of those between the chair's heading and the next one."""
        end = index + 1
        while end < len(self.blocks) and self.blocks[end].kind not in ("chair", "person", "change"):
            end += 1
            if self.grants[end - 1]:
                break
        spoken = [n for n in range(index + 1, end) if self.blocks[n].kind == "speech"]
        last_fixed = max((n for n in spoken if self.formula[n]), default=-1)
        sure, doubt = set(), False
        for place, n in enumerate(spoken):
            doubt = not self.formula[n] and (doubt or (place > 0 and _to_chair(self.blocks[n].text)))
            if not doubt and (place == 0 or n <= last_fixed or self.complete):
                sure.add(n)
        return sure

    def _sure(self, index: int, speaker: Speaker | None) -> int:
        """How many paragraphs after the heading or grant at `index` are `speaker`'s for sure."""
        stretch = self._stretch(index)
        said = [self.blocks[n].text for n in stretch]
        if speaker is None or not said:
            return 0
        is_grant = self.grants[index] is not None
        if is_grant and (self._is_named(stretch.stop, speaker) or _to(speaker, said[0])):
            return 0  # the heading is still to come, or the chair goes on talking
        if not is_grant and (self._repeated(index) or self._breaks_in(index, speaker)):
            return 1
        chair_labelled = self._chair_is_labelled(index)
        for place in range(1, len(said)):
            if _to(speaker, said[place]):
                return place
            answers = is_grant and (_CLOSES_TO_CHAIR.search(said[place]) or _ANSWERS.match(said[place]))
            if not self.complete and (_OPENS_TO_CHAIR.match(said[place]) or answers):
                asked = is_grant and not chair_labelled and place > 1
                return place - 1 if asked and len(said[place - 1].split()) <= _SHORT_WORDS else place
        return len(said) - 1 if not chair_labelled and self._ends_with_chair(stretch, said[-1]) else len(said)

    def _ends_with_chair(self, stretch: range, last: str) -> bool:
        """Whether the stretch, which a fixed sentence of the chair ends, may end with more of the chair's words."""
        if len(stretch) < 2 or stretch.stop == len(self.blocks) or not self.formula[stretch.stop]:
            return False
        if _THANKS.fullmatch(last):
            return True
        following = self._heard(stretch.stop) if self.grants[stretch.stop] else None
        if following is None or following.role:  # a member's last words may well be a question to the minister
            return False
        return last.endswith("?") and len(last.split()) <= _SHORT_WORDS and _to(following, last)

    def _breaks_in(self, index: int, speaker: Speaker) -> bool:
        """Whether the heading at `index` interrupts somebody whose own heading is missing."""
        for n in range(index - 1, -1, -1):
            if self.grants[n]:
                holder = self._heard(n)
                own = holder is not None and (holder.id == speaker.id or goes_by(speaker.name, holder.name))
                return not own and n + 1 < index and not self._is_named(n + 1, holder)
            if self.formula[n] or self.blocks[n].kind not in ("speech", "person"):
                return False
        return False

    def _chair_is_labelled(self, index: int) -> bool:
        """Whether the chair who presides at `index` has headings on this page."""
        changes = [n for n, block in enumerate(self.blocks) if block.kind == "change"]
        start = max((n for n in changes if n < index), default=0)
        end = min((n for n in changes if n > index), default=len(self.blocks))
        return any(block.kind == "chair" for block in self.blocks[start:end])


def _to_chair(text: str) -> bool:
    return bool(_OPENS_TO_CHAIR.match(text) or _CLOSES_TO_CHAIR.search(text))


def _to(speaker: Speaker, text: str) -> bool:
    """Whether `text` addresses `speaker`, who then does not say it."""
    surname = speaker.name.split(maxsplit=1)[-1]
    called = rf"(?:mijnheer|mevrouw|collega|minister(?:-president)?)\s+(?:\S+\s+)?{re.escape(surname)}"
    if speaker.role:
        office = "minister-president" if speaker.role.endswith("minister-president") else re.escape(speaker.role)
        called += rf"|(?:(?:mijnheer|mevrouw)\s+de\s+)?{office}"
    return bool(re.search(rf"(?:^|[,.;!?…]\s+)(?:{called})\s*(?:[,.;!?…]|$)", text, re.IGNORECASE))
