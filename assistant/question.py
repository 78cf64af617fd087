"""What a question asks: who, when, what kind of answer, and about what; with the conversation before it.

Rules over words, in Dutch, English and French; nothing is guessed that the words do not say. Knows nothing of scores.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer import Kind, Language, Question, Understood
from assistant.people import People
from assistant.period import period_in
from index.language import identify
from index.terms import fold, is_stop_word, words
from index.vocabulary import Vocabulary

_KINDS: dict[Kind, tuple[str, ...]] = {
    "how often": ("hoe vaak", "hoeveel keer", "how often", "how many times", "combien de fois"),
    "how much": (
        "hoeveel", "hoe ?(?:lang|groot|hoog)", "welk bedrag", "percentage", "procent", "cijfers?",
        "how (?:much|many|long|large|high)",
        "combien", "quel(?:le)? (?:montant|pourcentage)",
    ),
    "promised": (
        r"belo(?:o?f|v)\w*", r"toegezegd", r"toezegging\w*", r"engagement\w*", r"engageer\w*", r"ga+n? .{0,40} doen",
        r"promis\w*", r"pledg\w*", r"commit(?:ted|ment)?\w*", r"will .{0,30} do",
        r"promet\w*", r"promesse\w*",
    ),
    "list": (
        "welke (?:leden|ministers|partijen|sprekers)", "wie allemaal", "alle keren",
        "who all", "list (?:all|every)", "every time", "everyone who",
        "quels (?:deputes|ministres|partis)", "tous ceux",
    ),
    "who": (
        "^(?:en |and |et )?(?:wie|who|qui)", "welke? (?:parlementslid|kamerlid|minister|lid|partij|fractie|politicus)",
        "which (?:mp|member|minister|party|politician)", "quel(?:le)? (?:depute|ministre|membre|parti)",
    ),
    "when": ("wanneer", "op welke datum", "welk jaar", "when", "what year", "quand"),
    "why": ("waarom", "hoezo", "om welke reden", "why", "for what reason", "pourquoi"),
    "asked": (
        "vroeg", "vra(?:ag|gen)", "wilde .{0,40} weten", "ask(?:s|ed)?", r"question\w*", "want(?:ed)? to know",
        "demand(?:e|a|ait|er)", "voulait savoir",
    ),
}  # fmt: skip
"""Kinds by the words that show them, the more telling first; matched against the folded question."""

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
_CONNECTIVE = re.compile(r"^(?:en|and|et|maar|but|mais|ook|also|aussi)\b", re.IGNORECASE)
_REFERRING = re.compile(
    r"\b(?:daarop|daarover|daarvan|daarvoor|daaraan|daarmee|daarbij|hierover|hiervan|hij|zij|ze|hem|haar|hun|zijn|zo'n|"
    r"die|dat|diezelfde|deze|dit|"
    r"he|she|they|him|her|them|his|their|its?|that|those|this|these|such|"
    r"il|elle|ils|elles|lui|leur|cela|ca|y|en|celui|celle|cette|ce|ces)\b"
)
SHORT = 2
"""Words of topic. A question with fewer cannot stand alone after another question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as retrieval takes it.

    `text` is what to look for, without names of people; `carried` is the text of earlier questions that this one
    leans on, newest first, empty for one that stands alone.
    """

    understood: Understood
    text: str
    carried: tuple[str, ...]


def understand(question: Question, people: People, vocabulary: Vocabulary) -> Asked:
    """What is asked; people, period and topic are taken over from earlier questions where this one leans on them."""
    asked = _single(question.text, people, vocabulary)
    if not question.history or not leans(question.text, asked):
        return asked
    earlier = [_single(text, people, vocabulary) for text in reversed(question.history)]
    understood = asked.understood
    speakers = understood.speakers
    if not speakers and not understood.unknown_names:
        speakers = next((e.understood.speakers for e in earlier if e.understood.speakers), ())
    period = understood.period or next((e.understood.period for e in earlier if e.understood.period), None)
    return Asked(
        Understood(
            language=understood.language,
            speakers=speakers,
            unknown_names=understood.unknown_names,
            period=period,
            kind=understood.kind,
            topic=understood.topic,
        ),
        asked.text,
        tuple(e.text for e in earlier[:2]),
    )


def leans(text: str, asked: Asked) -> bool:
    """Whether a question refers to what was asked before it, by its first word, a pronoun, or by saying too little."""
    folded = fold(text)
    if _CONNECTIVE.match(folded):
        return True
    few = len(topic_words(asked.text)) <= SHORT
    return few or (bool(_REFERRING.search(folded)) and not asked.understood.speakers and len(folded.split()) < 14)


def topic_words(text: str) -> list[str]:
    """The folded words of a question that say what it is about, in order, each once."""
    found = dict.fromkeys(word for word in words(text) if not is_stop_word(word) and word not in _FRAME)
    return list(found)


def kind_of(text: str) -> Kind:
    """What kind of answer a question wants."""
    folded = fold(text)
    return next((k for k, shown in _KINDS.items() if any(re.search(rf"\b(?:{p})\b", folded) for p in shown)), "said")


def _single(text: str, people: People, vocabulary: Vocabulary) -> Asked:
    language: Language = identify(text)  # type: ignore[assignment]  # index.language knows exactly these
    named = people.find(text, vocabulary)
    period, rest = period_in(named.rest)
    return Asked(
        Understood(
            language=language,
            speakers=tuple(people.by_id[person] for person in named.people),
            unknown_names=named.unknown,
            period=period,
            kind=kind_of(text),
            topic=" ".join(topic_words(rest)),
        ),
        # The period stays in the text: "fined in 2023" may have been said in 2025, with the year in it.
        named.rest,
        (),
    )
