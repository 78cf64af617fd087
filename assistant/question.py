"""What a question asks: who, to whom, about whom, when, where, what kind of answer, and about what.

Rules over words, in Dutch, English and French; nothing is guessed that the words do not say. What it leans on in
earlier questions is `assistant.understanding.conversation`'s. Knows nothing of scores.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Ambiguous, Language, Question, Understood
from assistant.understanding.addressing import Part
from assistant.understanding.bodies import Spot
from assistant.understanding.changing import changed, period_instead
from assistant.understanding.conversation import Earlier, carried_over, leans
from assistant.understanding.kinds import kind_of
from assistant.understanding.naming import Known, Name, names_in
from assistant.understanding.people import without
from assistant.understanding.period import Period, period_in
from index.language import identify
from index.terms import fold, is_stop_word, words
from index.transcript import Speaker

_FRAME = frozenset(
    # Words of asking and saying that say nothing of the topic, by stem of meaning rather than of language.
    (
        "beloofde beloofd belooft beloven belofte beloftes toegezegd toezegging toezeggingen zei zegt gezegd "
        "zeiden vroeg gevraagd vraagt vragen vraag antwoordde geantwoord antwoord antwoorden reageerde "
        "reactie vond vindt stelde stond tegenover merkte vertel volgens hoeveel hoelang waarover waarop "
        "sprak spraken spreekt spreken gesproken wanneer standpunt "
        "daarover daarop ooit precies eigenlijk minister ministers parlementslid kamerlid lid leden collega "
        "promise promised promises pledge pledged said asked asks ask answer answered reply replied respond "
        "responded response think thought feel felt tell told according exactly ever mp member members "
        "question questions want wanted know talk talks talked speak speaks spoke spoken position "
        "promis promet promettre promesse dit declare repondu repondre reponse demande demander pense penser "
        "selon ministre depute combien parle parlent parler sujet propos contre"
    ).split()
)
_AHEAD = re.compile(
    r"\b(?:wanneer|when|quand|plant|plannen|plan|plans|planning|prevoi\w*|zal|zullen|gaat|gaan|komt|will|going to|"
    r"va|vont|compte)\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as retrieval takes it.

    `text` is what to look for, without names of those whose words are asked for; those spoken to or about stay in it,
    since the turns name them. `carried` is the text of earlier questions that this one leans on, newest first, empty
    for one that stands alone.
    """

    understood: Understood
    text: str
    carried: tuple[str, ...]


def understand(question: Question, known: Known, today: dt.date | None = None) -> Asked:
    """What is asked on a day, by default today; what it leans on is taken over from earlier questions."""
    day = today or dt.date.today()
    earlier: list[Earlier] = []
    texts: list[str] = []
    for text in (*question.history, question.text):
        asked = _in_turn(text, known, day, question.without, None, earlier, texts)
        earlier.insert(0, asked.understood)
        texts.insert(0, asked.text)
    if not question.instead:
        return asked
    set_by_hand = period_instead(question)
    if set_by_hand:
        asked = _in_turn(question.text, known, day, question.without, set_by_hand, earlier[1:], texts[1:])
    understood = changed(asked.understood, question.instead, known.people, known.vocabulary)
    return replace(asked, understood=_taken_away(understood, question.without))


def _in_turn(
    text: str,
    known: Known,
    today: dt.date,
    gone: Collection[str],
    given: Period | None,
    earlier: Sequence[Earlier],
    texts: Sequence[str],
) -> Asked:
    """What one question asks after those before it, newest first; with a `given` period it is asked of that."""
    asked = _single(text, known, today, gone, None, given)
    if not earlier or not leans(text, asked.understood):
        return asked
    period = asked.understood.period or next((e.period for e in earlier if e.period), None)
    if period != asked.understood.period:  # whoever held an office then
        asked = _single(text, known, today, gone, period, given)
    understood = carried_over(text, asked.understood, earlier, known.offices)
    return Asked(_taken_away(understood, gone), asked.text, tuple(texts[:2]))


def topic_words(text: str) -> list[str]:
    """The folded words of a question that say what it is about, in order, each once."""
    found = dict.fromkeys(word for word in words(text) if not is_stop_word(word) and word not in _FRAME)
    return list(found)


def _single(
    text: str, known: Known, today: dt.date, gone: Collection[str], fallback: Period | None, given: Period | None
) -> Asked:
    """What one question says by itself; `fallback` is the period in which office holders are looked for, `given` one
    that stands in the place of the question's own, whose words are then nothing to look for."""
    language: Language = identify(text)  # type: ignore[assignment]  # index.language knows exactly these
    ahead = bool(_AHEAD.search(fold(text)))
    if given:
        text = period_in(text, today, ahead)[1]
    period = None if "period" in gone else given or period_in(text, today, ahead)[0]
    names = names_in(text, language, known, period or fallback, gone)
    by = [name for name in names if name.part == "by"]
    bodies = [
        spot
        for spot in known.bodies.find(text, known.vocabulary)
        if spot.body != "party" and not all(f"{spot.body}:{name}" in gone for name in spot.names)
    ]
    found = [name for name in names if name.people or (name.parties and name.part == "by")]
    unknown = [name for name in by if not name.people and not name.parties and not name.office]
    unsaid: list[Name | Spot] = [
        *(n for n in by if n.people),
        *unknown,
        *(spot for spot in bodies if spot.body == "source"),
    ]
    rest = _cut(text, [*found, *unknown, *bodies])
    topic = rest if "period" in gone else period_in(rest, today, ahead)[1]
    understood = Understood(
        language=language,
        speakers=_people(names, "by"),
        unknown_names=tuple(name.label for name in unknown),
        period=period,
        kind="said" if "kind" in gone else kind_of(text),
        topic=" ".join(topic_words(topic)),
        addressees=_people(names, "to"),
        about=_people(names, "about"),
        parties=_each(party for name in by for party in name.parties),
        committees=_each(n for s in bodies if s.body == "committee" for n in s.names if f"committee:{n}" not in gone),
        sources=_each(n for s in bodies if s.body == "source" for n in s.names if f"source:{n}" not in gone),
        ambiguous=tuple(Ambiguous(name.label, name.people) for name in names if len(name.people) > 1),
        unresolved=tuple(name.label for name in names if name.office and not name.people),
    )
    # The period stays in the text: "fined in 2023" may have been said in 2025, with the year in it.
    return Asked(understood, _cut(text, unsaid), ())


def _taken_away(understood: Understood, gone: Collection[str]) -> Understood:
    """What was understood without the chips that were taken away, those of earlier questions included."""
    if not gone:
        return understood
    return replace(
        understood,
        speakers=tuple(s for s in understood.speakers if f"speaker:{s.name}" not in gone),
        addressees=tuple(s for s in understood.addressees if f"addressee:{s.name}" not in gone),
        about=tuple(s for s in understood.about if f"about:{s.name}" not in gone),
        parties=tuple(party for party in understood.parties if f"party:{party}" not in gone),
        committees=tuple(name for name in understood.committees if f"committee:{name}" not in gone),
        sources=tuple(name for name in understood.sources if f"source:{name}" not in gone),
        period=None if "period" in gone else understood.period,
        kind="said" if "kind" in gone else understood.kind,
    )


def _people(names: Iterable[Name], part: Part) -> tuple[Speaker, ...]:
    """Those who have this part, each once, in order."""
    return tuple({speaker.id: speaker for name in names if name.part == part for speaker in name.people}.values())


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _cut(text: str, places: Iterable[Name | Spot]) -> str:
    """The text without these places; of those that overlap the earlier."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted((place.start, place.end) for place in places):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return without(text, kept)
