"""A count told as an answer: what was counted and how, then who said it and when, with the first of their words.

Quotes are whole sentences of the record under their speaker and day; how many of all are shown is said. Zero is told
too, with whether the record has the term anywhere. Knows nothing of how mentions are found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation, Language, Sentence
from assistant.answering.counting.counted import Count, Hit, Person, Row
from assistant.answering.counting.phrases import how_often, text, turns_in_words
from assistant.answering.counting.question import Grouping
from assistant.answering.phrases import grouped, heading, month_in_words, say, speaker_in_words

MOST_QUOTES = 10
MOST_GROUPS = 20
"""Groups that are told; all of them are in the count."""


@dataclass(frozen=True, slots=True)
class _Group:
    """The mentions of one person, party or month under a line; all mentions together have no line."""

    line: str | None
    hits: tuple[Hit, ...]


def sentences_of(count: Count, by: Grouping, language: Language) -> tuple[list[Sentence], list[Citation]]:
    """The sentences of the answer and what they quote: at most `MOST_QUOTES`, each group's first before its second."""
    groups = _groups(count, by, language)
    sentences = [Sentence(count.what(language))]
    citations: list[Citation] = []
    chosen = _first_of_each([group.hits for group in groups[:MOST_GROUPS]])
    if 0 < len(chosen) < len(count.hits):
        key = "shown" if by == "time" else "shown of each"
        sentences.append(Sentence(text(key, language, shown=len(chosen), all=grouped(len(count.hits), language))))
    for group in groups[:MOST_GROUPS]:
        if group.line is not None:
            sentences.append(Sentence(group.line))
        above = None
        for hit in group.hits:
            if hit.citation.number in chosen:
                who = heading(hit.citation.turn.speaker, hit.citation.sitting, language)
                sentences += [Sentence(who)] if who != above else []
                above = who
                citations.append(replace(hit.citation, number=len(citations) + 1))
                sentences.append(Sentence(hit.citation.quote, (len(citations),)))
    if rest := groups[MOST_GROUPS:]:
        mentions = sum(len(hit.marks) for group in rest for hit in group.hits)
        sentences.append(
            Sentence(text("rest", language, count=grouped(len(rest), language), mentions=how_often(mentions, language)))
        )
    return sentences, citations


def of_nothing(count: Count, everywhere: Count, language: Language, *, in_other_words: bool) -> list[Sentence]:
    """What is told of a count of nothing, with whether the term stands anywhere in the record.

    `in_other_words` if quotes follow that may mean the same.
    """
    told = [count.what(language)]
    if everywhere.mentions:
        times, turns = how_often(everywhere.mentions, language), turns_in_words(everywhere.turns, language)
        told.append(text("elsewhere", language, mentions=times, turns=turns))
    else:
        told.append(text("unknown", language, term=count.term.text))
    told += [text("in other words", language)] if in_other_words else []
    return [Sentence(sentence) for sentence in told]


def _groups(count: Count, by: Grouping, language: Language) -> list[_Group]:
    if by == "time":
        return [_Group(None, count.hits)]
    if by == "speaker":
        return [
            _Group(
                _line(_name_of(one, language), Row(None, one.mentions, one.turns, one.words), language),
                count.narrowed({"speaker": one.speaker.id if one.speaker else None}),
            )
            for one in count.by_speaker
        ]
    return [
        _Group(_line(_name(row, by, language), row, language), count.narrowed({by: row.name}))
        for row in count.rows(by)
        if row.mentions
    ]


def _line(name: str, row: Row, language: Language) -> str:
    """Who or when, how often, and in how much."""
    return text(
        "group",
        language,
        name=name,
        mentions=how_often(row.mentions, language),
        turns=turns_in_words(row.turns, language),
        words=text("words", language, count=grouped(row.words, language)),
    )


def _name_of(one: Person, language: Language) -> str:
    """A person with the role and the party that they had, without them if they had several."""
    if one.speaker is None:
        return say("unknown speaker", language)
    return one.speaker.name if len(one.roles) > 1 or len(one.parties) > 1 else speaker_in_words(one.speaker, language)


def _name(row: Row, by: Grouping, language: Language) -> str:
    if row.name is None:
        return say("undated", language) if by == "month" else text("no party", language)
    return month_in_words(row.name, language) if by == "month" else row.name


def _first_of_each(groups: Sequence[Sequence[Hit]]) -> set[int]:
    """The numbers of the hits to quote: each group's first, then each group's second, and so on."""
    longest = max(map(len, groups), default=0)
    order = [group[turn].citation.number for turn in range(longest) for group in groups if turn < len(group)]
    return set(order[:MOST_QUOTES])
