"""Whether a question wants a count, and of what: "how often did X mention Y", "who all spoke on Y".

Only questions that ask for mentions do: "how often does the train run" asks for a fact, which the record may state.
Knows nothing of how is counted.
"""

from __future__ import annotations

import re

from assistant.answer import Understood
from assistant.answering.counting.counted import Term
from assistant.question import Asked
from index.terms import fold, is_stop_word

MOST_WORDS = 6
"""Of a term; more make a question that a search answers better."""

_MENTION = re.compile(
    r"\b(?:vermeld\w*|vernoem\w*|genoemd|noem(?:t|de|den)?|gezegd|zei(?:den)?|zegt|gebruik\w*|spr[ae]{1,2}k\w*|gesproken|"
    r"praat\w*|gepraat|heeft\b.*\bgehad over|het (?:gehad |heeft |hadden |had )?over|had(?:den)? het over|ter sprake|"
    r"aan bod|aangehaald|haal\w* .*\baan|woord (?:genomen|gevoerd)|verwees|verwezen|opgedoken|gevallen|"
    r"mention\w*|said|say|says|speak\w*|spoke|spoken|talk\w*|refer(?:s|red)?|use[sd]?|came up|come up|comes up|"
    r"been raised|was raised|rais(?:e|ed)|"
    r"parl\w*|evoqu\w*|cit(?:e|ee|er)s?|utilis\w*|question de|s'est exprime\w*|exprime\w*|prononc\w*)\b"
)
_ASKING = frozenset(
    (
        "vaak dikwijls keer keren maal hoeveel iedereen alle alles allemaal lijst overzicht som noem geef toon telkens "
        "woord woorden term begrip sprake bod opgedoken gevallen vermeldt vermeld vermeldde vernoemde vernoemd genoemd "
        "noemde noemt gezegd gebruikt gebruikte gehad kwam kwamen komt wie welke aangehaald haalde haalt verwees "
        "verwezen genomen gevoerd praatte praten gepraat spraken "
        "often many times time every everyone everybody anyone list show give all who whom word words term mention "
        "mentioned mentions mentioning came come comes use used uses refer referred refers raise raised been subject "
        "fois souvent tous toutes ceux celles chaque montre donne mot mots terme mentionne mentionner evoque evoquer "
        "cite citee utilise utiliser question exprime exprimes prononce membres deputes "
        "parlementsleden kamerleden volksvertegenwoordigers leden ministers partijen fracties sprekers mps members "
        "parties speakers ministers ministres partis orateurs"
    ).split()
)
_ALL = re.compile(r"\b(?:allemaal|iedereen|all|everyone|everybody|tous|toutes)\b")
_WORD = re.compile(r"[^\W_]+(?:['’](?:s|en)\b)?(?:[-‑][^\W_]+)*")
_QUOTED = re.compile(r"[\"“”„«]\s*([^\"“”„«»]{2,80}?)\s*[\"“”»]|(?<!\w)['‘]([^'‘’]{2,80})['’](?!\w)")


def count_question(understood: Understood, asked: Asked) -> Term | None:
    """What a question wants counted, None if it wants no count or does not say of what.

    Words in quotation marks are the term; else it is the one stretch of the question's words that says neither who,
    when nor that something is asked.
    """
    folded = fold(asked.text)
    wanted = understood.kind in ("how often", "list") or (understood.kind == "who" and _ALL.search(folded))
    if not wanted or not _MENTION.search(folded):
        return None
    quoted = _QUOTED.search(asked.text)
    if quoted:
        return Term(" ".join((quoted[1] or quoted[2]).split()))
    topic = set(understood.topic.split())
    stretches: list[list[str]] = [[]]
    for match in _WORD.finditer(asked.text):
        parts = re.findall(r"[^\W_]+", fold(match[0]))
        if any(part in topic for part in parts) and not all(part in _ASKING for part in parts):
            stretches[-1].append(match[0])
        elif stretches[-1] and all(is_stop_word(part) for part in parts) and not set(parts) <= _ASKING:
            stretches[-1].append(match[0])  # perhaps within a term: "value for money"
        else:
            stretches.append([])
    terms = [term for words in stretches if (term := _without_stop_words(words, topic))]
    return Term(" ".join(terms[0])) if len(terms) == 1 and len(terms[0]) <= MOST_WORDS else None


def _without_stop_words(words: list[str], topic: set[str]) -> list[str]:
    """A stretch without the words at its end that only held the place."""
    while words and not any(part in topic for part in re.findall(r"[^\W_]+", fold(words[-1]))):
        words = words[:-1]
    return words
