"""Names in a text that its sources do not have: capitalised words that stand in none of them.

The first word of a sentence counts as a name unless it is an ordinary word. Months, weekdays and a few places are one
name in three languages. Knows nothing of people.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.question import topic_words
from index.terms import fold, is_stop_word, words

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_OPENERS = frozenset(
    (
        "according also both finally furthermore moreover similarly together later earlier then meanwhile however "
        "minister ministers member members president chair parliament government mr mrs ms "
        "volgens daarnaast verder bovendien tevens eveneens later eerder ten slotte tegelijk minister collega heer "
        "selon egalement enfin ensuite ainsi plus tard madame monsieur ministre deputee depute gouvernement mme"
    ).split()
)
_ONE_NAME = tuple(
    frozenset(group.split())
    for group in (
        "januari january janvier", "februari february fevrier", "maart march mars", "april avril", "mei may mai",
        "juni june juin", "juli july juillet", "augustus august aout", "september septembre", "oktober october octobre",
        "november novembre", "december decembre", "maandag monday lundi", "dinsdag tuesday mardi",
        "woensdag wednesday mercredi", "donderdag thursday jeudi", "vrijdag friday vendredi",
        "zaterdag saturday samedi",
        "zondag sunday dimanche", "vlaams vlaamse vlamingen vlaanderen flemish flanders flamand flamande flandre",
        "waals waalse wallonie walloon wallonia wallon wallonne", "brussel brussels bruxelles brusselse bruxellois",
        "belgie belgisch belgische belgium belgian belgique belge", "federaal federale federal",
        "europa europese europees europe european europeen europeenne", "regering government gouvernement",
        "nederland nederlands nederlandse netherlands dutch neerlandais", "parlement parliament",
        "frans franse frankrijk france french francais", "duitsland duits duitse germany german allemagne",
    )
)  # fmt: skip
_SAME = {word: group for group in _ONE_NAME for word in group}


def strange_names(text: str, source: Collection[str], ordinary: Collection[str], *, opens: bool) -> list[str]:
    """The names of a text that are not among the source's folded words.

    Args:
        text: a sentence or a part of one.
        source: the folded words of what it rests on.
        ordinary: folded words that are mostly nobody's name.
        opens: whether the text's first word begins a sentence.
    """
    strange = []
    for number, match in enumerate(_TOKEN.finditer(text)):
        token = match[0]
        if not any(letter.isupper() for letter in token):
            continue
        parts = [part for part in words(token) if topic_words(part)]
        begins = opens and number == 0 and token[1:] == token[1:].lower()
        if not all(_stands(part, token, source) or (begins and _plain(part, ordinary)) for part in parts):
            strange.append(token)
    return strange


def _stands(part: str, token: str, source: Collection[str]) -> bool:
    if part in source or _SAME.get(part, frozenset()) & set(source):
        return True
    # "SIBs" is the plural of "SIB"; "Janssens" is not Janssen.
    return token[:-1].isupper() and token.endswith("s") and fold(token[:-1]) in source


def _plain(part: str, ordinary: Collection[str]) -> bool:
    return part in ordinary or part in _OPENERS or is_stop_word(part)
