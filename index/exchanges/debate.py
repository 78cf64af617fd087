"""Which part each turn of one debate plays, and which turns answer which.

One walk, turn by turn. What members ask stays *open* until somebody who answers (`offices.ANSWERS`) speaks: that turn
replies to all of it, however many asked. Whoever *holds the floor* (was given it, or spoke at length) and is
interrupted replies to an interruption that asks, addresses or is of some length, and goes on after a few words
of another. Without signs a turn is a speech and has no links. Knows nothing of what is outside the debate.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.exchanges import signs
from index.exchanges.offices import ANSWERS
from index.exchanges.sheet import Part, Sheet


@dataclass(frozen=True, slots=True)
class _Turn:
    """The turn at hand: its order, those of the turns before and after it (without the chair's), the chair's words
    directly before it, and whether its speaker holds the floor."""

    order: int
    person: str
    text: str
    before: int | None
    said_before: str | None  # who spoke before, None where that is nobody or not known
    between: bool  # the same other person speaks before and after
    chair: str
    granted: bool
    held: bool


_SHORT, _LONG, _VERY_LONG = 150, 1_500, 3_000
"""Characters: an interjection has at most `_SHORT`; a turn of `_LONG` takes the floor by itself, one of `_VERY_LONG`
even from somebody who answers."""
_ASIDE, _MANY = 400, 5
"""Characters and questions: so little, within another's speech, is no reply to all that is open; nor is less than
`_LONG` a reply to more than so many."""
_GOES_ON = 600
"""Characters: who speaks at such length after the chair goes on with the speech, not with the last reply."""
_OWN_QUESTION = 500
"""Characters: a member who replies to a colleague at such length may be asking the minister as well."""
_CHAIR_ASKS, _CHAIR_TAKES_PART = 60, 300
"""Characters: the chair's shorter questions are about who speaks next; a longer turn is no mere procedure."""
_WORTH = 40
"""Characters: less than this asks nothing without a question mark."""
_NARROW = 60
"""Turns of a debate that is about questions put to one minister."""
_STALE = 4
"""Turns after which somebody who did not come back has lost the floor."""
_CUT_OFF = ("…", "...", "—", "(…)", "(...)")


class Debate:
    """The walk over the turns `start` to `end` of a sheet, which is filled in."""

    def __init__(self, sheet: Sheet, start: int, end: int) -> None:
        self._sheet = sheet
        self._spoken = [order for order in range(start, end) if sheet.parts[order] != Part.CHAIR]
        answering = {name for order in self._spoken if (name := sheet.people[order]) and sheet.kinds[name] == ANSWERS}
        self._somebody_answers = bool(answering)
        self._narrow = len(answering) == 1 and len(self._spoken) <= _NARROW
        self._one_matter = self._narrow or sheet.turns[start][0] is not None
        self._open: list[int] = []
        self._answered: list[int] = []  # what the last full reply answered
        self._replied: dict[str, set[str]] = {}  # who asked -> who has replied
        self._floor: str | None = None
        self._floor_place = 0
        self._speech: dict[str, int] = {}  # somebody's last turn that was no reply to an interruption

    def walk(self) -> None:
        """Find the part and the links of every turn."""
        for place in range(len(self._spoken)):
            self._see(place)

    def _see(self, place: int) -> None:
        sheet, order = self._sheet, self._spoken[place]
        person, text = sheet.people[order], sheet.turns[order][2]
        before = self._spoken[place - 1] if place else None
        said_before = sheet.people[before] if before is not None else None
        after = sheet.people[self._spoken[place + 1]] if place + 1 < len(self._spoken) else None
        between = said_before is not None and said_before == after != person
        if person is None or signs.has_no_words(text):
            if between and len(text) <= _SHORT:
                sheet.parts[order] = Part.INTERJECTION
            return
        if self._floor is None or place - self._floor_place > _STALE:
            self._floor = said_before if before is not None else person
        has_chair = order > 0 and before != order - 1 and sheet.parts[order - 1] == Part.CHAIR
        chair = sheet.turns[order - 1][2] if has_chair else ""
        granted, held = has_chair and signs.grants(chair), self._floor == person
        turn = _Turn(order, person, text, before, said_before, between, chair, granted, held)
        if sheet.kinds[person] == ANSWERS:
            self._answers(turn)
        else:
            self._asks(turn)
        if held or granted or len(text) > (_VERY_LONG if self._is_answering(self._floor) else _LONG):
            self._floor, self._floor_place = person, place

    # -- those who answer ------------------------------------------------------------------------------------------

    def _answers(self, turn: _Turn) -> None:
        chair_asks = "?" in turn.chair and len(turn.chair) > _CHAIR_ASKS and not signs.is_procedure(turn.chair)
        own = self._uninterrupted(turn)
        if own is not None and not chair_asks and not self._open and not self._chair_takes_part(turn):
            self._continue(turn, own)
            return
        if not chair_asks and (self._is_remark(turn) or self._is_resumed(turn)):
            return
        if not chair_asks and turn.before is not None and self._may_be_answered(turn.before, turn):
            self._open.append(turn.before)
        directly = turn.between and not turn.chair
        if directly and len(turn.text) <= _SHORT and self._is_cut_off(turn.before):
            self._sheet.parts[turn.order] = Part.INTERJECTION
            return
        aside = directly and len(turn.text) < _ASIDE and not turn.held
        if not turn.granted and (aside or (len(self._open) > _MANY and len(turn.text) < _LONG)):
            if turn.before in self._open:
                self._reply(turn, [turn.before])
                self._open.remove(turn.before)
            return
        if self._open or chair_asks:
            asked, self._open = self._taken_up(turn.text), []
            self._reply(turn, [*asked, turn.order - 1] if chair_asks else asked)
            if turn.held:
                return
            self._answered = asked
        elif self._answered and turn.said_before != turn.person and self._is_answering(turn.said_before):
            self._reply(turn, self._answered)  # a second minister on the same questions
        self._speech[turn.person] = turn.order

    def _chair_takes_part(self, turn: _Turn) -> bool:
        return len(turn.chair) > _CHAIR_TAKES_PART and not turn.granted

    def _is_remark(self, turn: _Turn) -> bool:
        """Whether these are a few words to the chair before the replies to several questions begin."""
        answers_chair = turn.before is not None and turn.order - turn.before == 2 and bool(turn.chair)
        if not answers_chair or turn.granted or turn.held or signs.presides(turn.chair):
            return False
        return len(turn.text) < _ASIDE and len(self._open) > 1

    def _is_resumed(self, turn: _Turn) -> bool:
        """Goes on with the speech if the turn opens so and nothing was asked."""
        speech = self._speech.get(turn.person)
        if speech is None or not turn.held or turn.before in self._open or not signs.resumes(turn.text):
            return False
        self._resume(turn, speech)
        return True

    def _may_be_answered(self, order: int, by: _Turn) -> bool:
        """Whether the turn of a member right before one that answers is what that answers."""
        text, asker, part = self._sheet.turns[order][2], self._sheet.people[order], self._sheet.parts[order]
        if asker is None or self._is_answering(asker) or order in self._open or part == Part.INTERJECTION:
            return False
        if len(text) < _WORTH and "?" not in text:
            return False
        if part in (Part.QUESTION, Part.FOLLOW_UP) or by.held:
            return True
        return signs.asks(text) or signs.speaks_of_office(text) or signs.addresses_you(text)

    def _taken_up(self, text: str) -> list[int]:
        """The open questions that a reply answers: all of them, as a rule.

        Where a debate may be about several matters, and the reply opens to one asker by name and names no other, only
        that asker's.
        """
        if self._one_matter or signs.speaks_to_several(text):
            return self._open
        names = {self._sheet.people[order]: signs.surname(self._sheet.turns[order][1]) for order in self._open}
        first = [person for person, name in names.items() if name in text[: signs.HEAD]]
        if len(first) != 1 or any(name in text for person, name in names.items() if person != first[0]):
            return self._open
        return [order for order in self._open if self._sheet.people[order] == first[0]]

    # -- the others ------------------------------------------------------------------------------------------------

    def _asks(self, turn: _Turn) -> None:
        own = self._uninterrupted(turn)
        if own is not None:
            resumed = self._continue(turn, own)
            if (resumed in self._open and len(turn.text) > _WORTH) or self._is_put_to_office(turn.text):
                self._open.append(turn.order)
            return
        rejoins = self._is_rejoinder(turn)
        interrupts = turn.between and not turn.held
        if interrupts and len(turn.text) <= _SHORT and not turn.chair:
            says_little = "?" not in turn.text and (len(turn.text) < _WORTH or not rejoins)
            if says_little or self._is_cut_off(turn.before):
                self._sheet.parts[turn.order] = Part.INTERJECTION
                return
        if turn.held and turn.before is not None and self._is_put_to_member(turn.before, turn):
            self._reply(turn, [turn.before])
            if len(turn.text) > _OWN_QUESTION and self._is_put_to_office(turn.text):
                self._open.append(turn.order)
            return
        self._speech[turn.person] = turn.order
        if rejoins:
            self._sheet.parts[turn.order] = Part.FOLLOW_UP
            asks = "?" in turn.text
        else:
            by_title = turn.person in self._sheet.askers and turn.person not in self._replied
            asks = by_title or self._is_put_to_office(turn.text)
            if asks:
                self._sheet.parts[turn.order] = Part.QUESTION
                if not self._one_matter:  # somebody new: what those before had left to say is said
                    self._open = [order for order in self._open if self._sheet.parts[order] != Part.FOLLOW_UP]
        to_colleague = interrupts and self._floor == turn.said_before and not self._is_answering(turn.said_before)
        if asks and not to_colleague:
            # What this member asked before was passed over, or answered by somebody unknown; with it, all before it.
            people = [self._sheet.people[order] for order in self._open]
            past = len(people) - people[::-1].index(turn.person) if turn.person in people else 0
            self._open = [*self._open[past:], turn.order]

    def _is_put_to_office(self, text: str) -> bool:
        """Whether a member puts something to the government, whoever speaks next."""
        if signs.opens_to_office(text):
            return self._somebody_answers or signs.asks(text)
        to_whom = self._narrow or (
            self._somebody_answers and (signs.speaks_of_office(text) or signs.calls_office(text))
        )
        return to_whom and signs.asks(text)

    def _is_put_to_member(self, order: int, by: _Turn) -> bool:
        """Whether the turn that interrupted a member's speech is put to that member."""
        person, text = self._sheet.people[order], self._sheet.turns[order][2]
        if person is None or self._is_answering(person) or self._sheet.parts[order] == Part.INTERJECTION:
            return False
        if len(text) > _LONG or signs.opens_to_office(text):
            return False
        again = self._sheet.parts[order] == Part.FOLLOW_UP and by.person in self._replied.get(person, ())
        named = signs.surname(self._sheet.turns[by.order][1]) in text
        return "?" in text or again or named or signs.addresses_you(text)

    def _is_rejoinder(self, turn: _Turn) -> bool:
        """Whether the speaker has had a reply in this debate, from whoever spoke last or from the government."""
        replied = self._replied.get(turn.person, set())
        if turn.said_before in replied and len(turn.text) <= _LONG:
            return True
        return any(self._is_answering(name) for name in replied)

    # -- both ------------------------------------------------------------------------------------------------------

    def _is_answering(self, person: str | None) -> bool:
        return person is not None and self._sheet.kinds[person] == ANSWERS

    def _is_cut_off(self, order: int | None) -> bool:
        return order is not None and self._sheet.turns[order][2].endswith(_CUT_OFF)

    def _uninterrupted(self, turn: _Turn) -> int | None:
        """The speaker's turn before, with nothing but interjections and the chair between."""
        for earlier in range(turn.order - 1, self._spoken[0] - 1, -1):
            part = self._sheet.parts[earlier]
            if self._sheet.people[earlier] == turn.person and part != Part.CHAIR:
                return earlier
            if part not in (Part.CHAIR, Part.INTERJECTION):
                return None
        return None

    def _continue(self, turn: _Turn, earlier: int) -> int:
        """Go on with an earlier turn, or with the speech before it if the chair ended an interruption; says which."""
        sheet = self._sheet
        if turn.chair:
            only_chair = all(sheet.parts[question] == Part.CHAIR for question in sheet.answers.get(earlier, (earlier,)))
            long = len(turn.text) > _GOES_ON
            if only_chair or long or signs.lets_go_on(turn.chair) or signs.resumes(turn.text):
                speech = self._speech.get(turn.person)
                if speech != earlier:
                    return self._resume(turn, earlier if speech is None else speech)
        sheet.continues[turn.order], sheet.parts[turn.order] = earlier, sheet.parts[earlier]
        if earlier in sheet.answers:
            sheet.answers[turn.order] = sheet.answers[earlier]
        return earlier

    def _resume(self, turn: _Turn, speech: int) -> int:
        """Go on with a speech after exchanges with others. What is said now answers what the speech does, if that was
        put by several; one member's question was dealt with before."""
        sheet = self._sheet
        sheet.continues[turn.order] = speech
        questions = sheet.answers.get(speech, [])
        if len({sheet.people[question] for question in questions}) > 1:
            sheet.parts[turn.order], sheet.answers[turn.order] = Part.REPLY, questions
        elif not questions:
            sheet.parts[turn.order] = sheet.parts[speech]
        return speech

    def _reply(self, turn: _Turn, questions: list[int]) -> None:
        sheet = self._sheet
        sheet.parts[turn.order], sheet.answers[turn.order] = Part.REPLY, questions
        for question in questions:
            asker = sheet.people[question]
            if asker is not None and sheet.parts[question] != Part.CHAIR:
                if sheet.parts[question] in (Part.SPEECH, Part.INTERJECTION):
                    sheet.parts[question] = Part.QUESTION
                self._replied.setdefault(asker, set()).add(turn.person)
