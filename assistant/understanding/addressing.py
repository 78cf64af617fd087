"""Said by, to or about somebody: what part each person (or party) that a question names has in what is asked for.

Rules over the words around a name, in Dutch, English and French. Where they do not tell, the words asked for are *by*
whoever is named, since that is what people mostly ask. Knows nothing of who the people are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.understanding.folding import fold_in_place

Part = Literal["by", "to", "about"]

_ARTICLE = (
    r"(?:(?:de|den|het|the|le|la|les|l['’]|un|une|een|his|her|their|zijn|haar|hun|son|sa|leur|collega|federale?|"
    r"vlaamse?|flemish|federal|mp|kamerlid|former|voormalig)\s*)*$"
)
_BY = r"\b(?:volgens|according to|selon|d['’]apres|aldus|dixit|door|by|par|in the (?:view|opinion|words) of)\s+"
_TO = (
    r"\b(?:aan|jegens|richting|a l['’]adresse de|aupres d[eu]|addressed to|put to)\s+",
    # Verbs that have the person spoken to for an object, where Dutch and French put the subject elsewhere.
    r"(?<!the )(?<!what )(?<!which )(?<!an )(?<!a )\b(?:ask(?:s|ed|ing)?|questioned|questioning|quizz(?:es|ed)|"
    r"answer(?:s|ed|ing)?|tell|tells|told|promised?|warn(?:s|ed)?|urge[sd]?|ondervr\w+|interpelleer\w*|interrog\w+|interpell\w+)\s+",
    r"\b(?:say|says|said|put|puts|answer\w*|repl\w+|respon\w+|promis\w+|wr[io]te\w*|written|question\w*|address\w*|talk\w*|"
    r"speak\w*|spoke\w*|appeal\w*|request\w*|message|letter|asked|pledge[sd]?|complain\w*|objection\w*)\b[^?]{0,60}\bto\s+",
    r"\b(?:want\w*|wish\w*) to (?:know|hear|learn)\b[^?]{0,30}\bfrom\s+",
    r"\b(?:ask\w*|demand\w*|request\w*)\b[^?]{0,20}\b(?:of|from)\s+",
    r"\brais\w*\b[^?]{0,80}\bwith\s+",
    r"\b(?:zei|zegt|zeggen|gezegd|zeiden|uitviel\w*|uitte)\b[^?]{0,40}\btegen\s+",
    r"\b(?:kaart\w*|aangekaart|drong\w*|dring\w*|aangedrongen|klaag\w*|pleit\w*|gepleit)\b[^?]{0,60}\bbij\s+",
    r"\b(?:demand\w*|repond\w*|repli\w*|repon\w*|pos\w+|dit|promis|promet\w*|ecri\w+|adress\w+|question\w*|lance\w*|annonc\w*)"
    r"\b[^?]{0,60}\b(?:a|au|aux)\s+",
    r"\b(?:antwoord\w*|geantwoord|repon\w+|answer\w*|repl\w+|respon\w+)\b[^?]{0,60}\b(?:op (?:de )?vra(?:ag|gen)|"
    r"a la question|aux questions|(?:to )?the questions?)\s+(?:van|de|du|of|d['’])\s*",
    r"^\W*(?:en|and|et)\s+(?:aan|to|a|au)\s+",
    r"\b(?:savoir|entendre|apprendre)\s+§\d+\s+d(?:e|u|['’])\s*",
)  # fmt: skip
_WANTED_FROM = (re.compile(rf"\b(?:wil\w*|wou)\b[^?]*\bvan\s+{_ARTICLE}"), re.compile(r"\s*(?:weten|horen|vernemen)\b"))
_ABOUT = (
    r"\b(?:over|omtrent|inzake|aangaande|about|regarding|concerning|sur|concernant|envers|jegens|contre|against)\s+",
    r"\b(?:a propos d[eu]|au sujet d[eu]|a l['’]egard d[eu]|au sujet des|a propos des)\s+",
    r"\b(?:kritiek|aanval|uithaal|uithalen|commentaar|reactie|reageer\w*|klacht\w*|motie|wantrouwen|attack\w*|criticism|"
    r"verdict|critique|position|views?|opinion)\b[^?]{0,40}\b(?:op|tegen|tegenover|on)\s+",
    r"\b(?:critique|criticism|portrait|resignation|ontslag|accus\w+|think|thinks|thought|make|made)\b[^?]{0,30}\bof\s+",
    r"§\d+[^?§]{0,40}\b(?:vond|vindt|vinden|denkt|dacht|denken)\s+van\s+",
    r"\b(?:vond|vindt|vinden|denkt|dacht|denken)\s+§\d+\s+(?:[^?§]*\s)?van\s+",
    r"\bpens\w+\s+§\d+\s+(?:[^?§]*\s)?d(?:e|u|['’])\s*",
    # English objects; Dutch and French put the subject after such verbs as often as the object.
    r"\b(?:call(?:s|ed|ing)?|accus\w+|critici[sz]\w+|attack(?:s|ed|ing)?|blam(?:e|es|ed|ing)|denounc\w+|insult\w*|prais\w+|"
    r"defend(?:s|ed|ing)?|support(?:s|ed|ing)?|label(?:l?ed|s)?|mock\w*|rebuk\w+|contradict\w*)\s+",
)  # fmt: skip
_MATTER = (
    r"\b(?:over|about|on|regarding|concerning|sur|concernant|a propos d[eu]|au sujet d[eu])\b"
    r"[^?§]*\b(?:van|of|de|du|d['’])\s*"
)
_SUBJECT_ASKED = re.compile(
    r"^\W*(?:en |and |et )?(?:(?:wie|who|qui)\b(?! (?:did|does|was|is|werd|wordt|est-ce que|a-t-)\b)|"
    r"(?:welke?|which|quel(?:le)?s?)\s+(?:[\w-]+\s+){0,2}?(?:[\w-]*(?:lid|leden|minister|ministers|partij|partijen|fracties?|"
    r"politic\w+)|mps?|members?|part(?:y|ies)|deputee?s?|ministres?|partis?|speakers?|sprekers?|orateurs?)\b)"
)
_JUDGES = (
    r"\b(?:vond\w*|vind\w*|zei\w*|zegt|noem\w*|beweer\w*|beschuldig\w*|verwe[et]\w*|verwijt\w*|bekritiseer\w*|viel\w*|"
    r"pakte\w*|haal\w*|stel\w*|meen\w*|denk\w*|dacht\w*|geloof\w*|said|says?|felt|feels?|thought|thinks?|claim\w*|"
    r"argu\w+|called|calls|accus\w+|critici\w+|believ\w+|dit|pens\w+|estim\w+|trouv\w+|jug\w+|affirm\w+|reproch\w+|"
    r"qualifi\w+|trait\w+|critiqu\w+|attaqu\w+|defend\w*|defendu|verdedig\w*|steun\w*|soutenu|soutient|compar\w*|vergel\w+)\b"
)  # fmt: skip
_QUESTIONED = r"\b(?:vroeg|vroegen|vraagt|vragen)\s+"
_OTHERS = re.compile(
    r"\b(?:volgens|according to|selon|d['’]apres|aldus|zegt|zei|vond|vindt|did|does|do|pense|dit)\s+"
    r"(?:de|het|the|la|le|les|l['’])?\s*"
    r"(?:kamer|parlement|oppositie|meerderheid|critici|kamerleden|parlementsleden|andere \w+|house|parliament|chamber|"
    r"opposition|majority|critics|mps|members|other \w+|chambre|deputes|majorite|critiques|autres \w+)\b"
)
"""Those whose words are asked for, where they have no name: others who are named are spoken about."""

_AND = re.compile(rf"§(\d+)(?:['’]s)?\s*(?:,|&|en|and|et|ou|or)\s*{_ARTICLE}")


def parts(text: str, named: Sequence[tuple[int, int]]) -> list[Part]:
    """The part of each name, whose places in the text are given in order and apart."""
    marked, places = _marked(text, named)
    others = others_speak(marked)
    found: list[Part] = []
    for number, (start, end) in enumerate(places):
        before, after = marked[:start], marked[end:]
        joined = _AND.search(before)
        if joined and int(joined[1]) == number - 1:
            found.append(found[-1])
        else:
            part = _part(before, after)
            found.append("about" if part == "by" and others and not _ends(_BY, before) else part)
    # "over het plan van X": X is spoken about if somebody else speaks, and in "het standpunt over Y van X" speaks.
    for number, (start, _) in enumerate(places):
        other = any(part == "by" for part in found[:number])
        if found[number] == "by" and other and _ends(_MATTER, marked[:start]):
            found[number] = "about"
    return found


def others_speak(folded: str) -> bool:
    """Whether a folded question asks for the words of people without a name: "volgens de oppositie"."""
    return _OTHERS.search(folded) is not None


def asks_for_people(folded: str) -> bool:
    """Whether a folded question asks who said something: "wie nog?", "which parties", "quels députés"."""
    return _SUBJECT_ASKED.match(folded) is not None


def _part(before: str, after: str) -> Part:
    if _ends(_BY, before):
        return "by"
    if any(_ends(pattern, before) for pattern in _TO):
        return "to"
    if _WANTED_FROM[0].search(before) and _WANTED_FROM[1].match(after):
        return "to"
    if any(_ends(pattern, before) for pattern in _ABOUT):
        return "about"
    # "Wie noemde X een leugenaar": the one asked for speaks, X does not.
    asked = _SUBJECT_ASKED.match(before)
    if asked and re.search(_JUDGES, before[asked.end() :]):
        return "about"
    return "to" if asked and _ends(_QUESTIONED, before) else "by"


def _ends(pattern: str, before: str) -> bool:
    return re.search(pattern + _ARTICLE, before) is not None


def _marked(text: str, named: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The folded text with each name as "§0", "§1", ... and where these stand."""
    folded, marked, at = fold_in_place(text), "", 0
    places = []
    for number, (start, end) in enumerate(named):
        marked += folded[at:start]
        places.append((len(marked), len(marked) + len(f"§{number}")))
        marked += f"§{number}"
        at = end
    return marked + folded[at:], places
