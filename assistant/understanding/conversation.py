"""Conversation: whether a question leans on those before it, and what it takes over from them.

"En wat antwoordde zij daarop?" after "What did X ask minister Y?" asks for words of Y to X. Resolved from what the
earlier questions said, by rules over words, without a model; answers are not looked at. Where the words leave open
which of two people is meant, both are. Knows nothing of names, and nothing of the record but who governs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Understood
from assistant.understanding.addressing import asks_for_people, others_speak
from assistant.understanding.kinds import shown_kind
from assistant.understanding.offices import Offices
from index.terms import fold
from index.transcript import Speaker

Earlier = Understood
"""What an earlier question was understood to ask, with what it took over itself."""

SHORT = 2
"""Words of topic. A question with fewer cannot stand alone after another question."""

_CONNECTIVE = re.compile(r"^\W*(?:en|and|et|maar|but|mais|ook|also|aussi|alors|dus|so|then)\b")
_REFERRING = re.compile(
    r"\b(?:daarop|daarover|daarvan|daarvoor|daaraan|daarmee|daarbij|daartegen|hierover|hiervan|hiermee|hij|zij|ze|hem|haar|"
    r"hun|zijn|zo'n|die|dat|diezelfde|deze|dit|"
    r"he|she|they|him|her|them|his|their|its?|that|those|this|these|such|"
    r"il|elle|ils|elles|lui|leur|cela|ca|y|en|celui|celle|cette|ce|ces)\b"
)
_ANSWERS = re.compile(
    r"\b(?:antwoord\w*|geantwoord|reag\w+|gereageerd|reactie|repliek|weerwoord|answer\w*|repl(?:y|ied|ies)|respon[ds]\w*|"
    r"react\w*|repons\w*|repond\w*|replique\w*|reagi\w*)\b"
)
_GRANTS = re.compile(
    r"\b(?:akkoord|eens|instem\w*|belo\w+|toezeg\w*|zegde|beaam\w*|weiger\w*|ontken\w*|bevestig\w*|agree\w*|promis\w*|"
    r"commit\w*|refus\w*|accept\w*|concede\w*|den(?:y|ied|ies)|confirm\w*|d['’]accord|promet\w*|nie|confirme\w*)\b"
)
_WONDERS = re.compile(
    r"\b(?:vroeg\w*|vraagt|gevraagd|weten|asked?|asks|know|demand(?:e|a|ait|er)|savoir|question\w*|aandr\w+)\b"
)
_ASKER = re.compile(
    r"\b(?:vraagstell?er|vraagstelster|vragensteller|interpellant|indiener|questioner|"
    r"person who asked|member who asked|who had asked|auteur de la question|interpellateur|interpellatrice)\b"
)
_MINISTER = re.compile(
    r"\b(?:de|the|le|la|l['’]|die|deze|that|cet(?:te)?|ce)\s*(?:bevoegde? |responsible )?"
    r"(?:minister(?!-president)|ministre|bewindsman|bewindsvrouw|bewindspersoon|staatssecretaris|secretary of state|"
    r"secretaire d['’]etat)\b(?!\s+(?:van|voor|of|for|de|du|des|president))"
)
_OTHER = re.compile(
    r"^\W*(?:en|and|et)\s+(?:hij|zij|hem|haar|he|she|him|her|lui|elle|il|de ander|the other|l['’]autre)\b\W*$"
)
_SAYING = re.compile(
    r"\b(?:zei\w*|zegt|gezegd|vond|vindt|denkt|sprak|said|say|says|think|thinks|thought|spoke|dit|pense|parle|declare)\b"
)


def leans(text: str, understood: Understood) -> bool:
    """Whether a question refers to what was asked before it, by its first word, a pronoun, or by saying too little."""
    folded = fold(text)
    if _CONNECTIVE.match(folded):
        return True
    if len(understood.topic.split()) <= SHORT or _MINISTER.search(folded) or _ASKER.search(folded):
        return True
    return bool(_REFERRING.search(folded)) and not understood.speakers and len(folded.split()) < 14


def carried_over(text: str, own: Understood, earlier: Sequence[Earlier], offices: Offices) -> Understood:
    """What a leaning question asks, with what it takes over; `earlier` are the questions before it, newest first."""
    folded = fold(text)
    cast = _cast(folded, own, earlier, offices)
    shared = {speaker.id for part in (cast.speakers, cast.addressees, cast.about) for speaker in part}
    ambiguous = own.ambiguous or tuple(
        one for before in earlier[:1] for one in before.ambiguous if {s.id for s in one.people} <= shared
    )
    return replace(
        own,
        speakers=cast.speakers,
        addressees=cast.addressees,
        about=cast.about,
        parties=cast.parties,
        ambiguous=ambiguous,
        period=own.period or next((e.period for e in earlier if e.period), None),
        committees=own.committees or next((e.committees for e in earlier if e.committees), ()),
        sources=own.sources or next((e.sources for e in earlier if e.sources), ()),
        kind=earlier[0].kind if _elliptical(folded, own) else own.kind,
    )


def _elliptical(folded: str, own: Understood) -> bool:
    """Whether a question only changes who or when, and asks the same: "And the prime minister?", "En in 2023?"."""
    return shown_kind(folded) is None and not own.topic and not _SAYING.search(folded) and not _ANSWERS.search(folded)


@dataclass(frozen=True, slots=True)
class _Cast:
    speakers: tuple[Speaker, ...] = ()
    addressees: tuple[Speaker, ...] = ()
    about: tuple[Speaker, ...] = ()
    parties: tuple[str, ...] = ()


def _cast(folded: str, own: Understood, earlier: Sequence[Earlier], offices: Offices) -> _Cast:
    """Who says what is asked for to whom, about whom."""
    named = _Cast(own.speakers, own.addressees, own.about, own.parties)
    before = next((e for e in earlier if e.speakers or e.addressees or e.about or e.parties), None)
    if before is None:
        return named
    if own.speakers or own.unknown_names or own.parties or own.unresolved:
        same = _elliptical(folded, own) and own.speakers != before.addressees
        return replace(named, addressees=named.addressees or (before.addressees if same else ()))
    if asks_for_people(folded) or others_speak(folded):  # "wie nog?" asks for others
        return replace(named, about=named.about or before.about)
    taken = _taken(folded, own, before, offices)
    return _Cast(
        taken.speakers,
        own.addressees or tuple(s for s in taken.addressees if s not in taken.speakers),
        own.about or (taken.about if not own.addressees else ()),
        taken.parties,
    )


def _taken(folded: str, own: Understood, before: Earlier, offices: Offices) -> _Cast:
    """The cast of the question before, with its parts changed as the words of this one ask."""
    same = _Cast(before.speakers, before.addressees, before.about, before.parties)
    turned = _Cast(before.addressees, before.speakers, before.about)
    asked = before.kind == "asked"
    if _ASKER.search(folded):
        return same if asked else turned
    if _MINISTER.search(folded):
        everybody = dict.fromkeys((*before.speakers, *before.addressees, *before.about))
        governing = tuple(speaker for speaker in everybody if offices.governs(speaker.id))
        if governing:
            return _Cast(governing, tuple(s for s in everybody if s not in governing and s not in before.about))
        return turned if asked else same
    if _ANSWERS.search(folded):
        return turned if asked or (before.addressees and not before.speakers) else same
    if _OTHER.match(folded) and before.addressees:
        return turned
    if own.kind == "asked" or _WONDERS.search(folded):
        return same if asked or not before.addressees else turned
    if asked and before.addressees:
        if _GRANTS.search(folded):
            return turned
        # "And how much does that cost?": whoever answers tells, or whoever asked has told.
        return replace(same, speakers=(*before.addressees, *before.speakers), addressees=())
    return same
