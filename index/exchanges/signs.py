"""What the words of one turn show about the exchange it is part of: asking, addressing, giving the floor, closing.

Each function judges one turn by itself and errs towards "no"; whether a sign means anything is for `debate`, which
sees the turns around. A record has hundreds of thousands of turns, so whole turns are searched for fixed strings
only, patterns are tried at a turn's beginning and end, and only where a fixed string says that they may fit. Dutch,
French and English. Knows nothing of who
speaks when.
"""

from __future__ import annotations

import re

from index.transcript import Speaker

OPENING, HEAD, TAIL = 60, 160, 200
"""Characters at the beginning and at the end of a turn in which somebody is addressed or given the floor."""
ASKING = 600
"""Characters at the end of a turn without a question mark that may ask all the same."""
PRESIDING = 300
"""Characters: longer turns do not tell a chair from the others."""

_OFFICE = (
    r"(?:(?:[Vv]ice-?)?(?:[Ee]erste[ -])?[Mm]inister(?:-president)?|[Pp]remier|[Ss]taatssecretaris|"
    r"(?:[Vv]ice-?)?(?:[Pp]remi(?:er|ère) )?[Mm]inistres?|[Ss]ecr[ée]taire d['’][ÉEée]tat|"
    r"(?:[Dd]eputy|[Pp]rime|[Ff]irst|[Cc]abinet) (?:[Mm]inister|[Ss]ecretary))"
)
_CALLS_OFFICE = re.compile(
    r"(?:^|[.,;:!?…]\s+|\b(?:[Mm]ijnheer|[Mm]eneer|[Mm]evrouw|[Mm]onsieur|[Mm]adame|[Mm]esdames|[Mm]essieurs|"
    r"u wel|[Dd]ank u|[Bb]edankt|[Mm]erci|[Tt]hank you|[Bb]este|[Gg]eachte) )"
    r"(?:(?:de|le|la|les|mijnheer|mevrouw|heer|monsieur|madame) )*"
    rf"{_OFFICE}(?=[,.!?:;…]| [A-ZÉ\d]| (?:de|van|des|du) )"
)
_NAMES_OFFICE = re.compile(rf"\b{_OFFICE}\b")
_CALLS_CHAIR = re.compile(
    r"(?:(?:dank u(?: wel)?|bedankt|dank|merci|thank you(?: very much)?|thanks|ja|nee|well|yes|ok(?:ay)?)[,.]? )?"
    r"(?:mijnheer de |meneer de |mevrouw de |monsieur le |madame la |mr\.? ?|madam )?"
    r"(?:voorzitt(?:er|ster)|pr[ée]sidente?|chair(?:man|person)?|speaker)[.,!:;]"
)
_YOU = re.compile(r"\b(?:u|uw|vous|votre|vos|you|your|je|jij|jouw)\b", re.IGNORECASE)
_ASKING = (
    "een reactie", "hoor graag", "ik vragen", "wou vragen", "wilde vragen", "wil vragen", "vraag ik", "mijn vraag",
    "vraag is", "vraag of", "vraag aan", "vraag u ", "benieuwd", "kijk uit naar", "graag weten", "willen weten",
    "wil weten", "roep u op", "verzoekt de regering",
    "vous demande", "ma question", "mes questions", "question est", "'aimerais savoir", "attends votre",
    "like to know", "like to ask", "wonder", "my question", "just ask", "can you", "could you", "would you",
)  # fmt: skip

_GRANT = re.compile(
    r"woord (?:is )?(?:weer |nu |dan |eerst )?aan|(?:heeft|krijgt|geef|hebt)\b[^.?!]{0,80}\bwoord\b|"
    r"la parole (?:est|à)|(?:avez|a|donne|cède) (?:\w+ ){0,2}la parole|ha(?:s|ve) the floor|ga(?:at)? uw gang"
)
_FLOOR = ("woord", "parole", "floor", " gang")
_CALL = re.compile(
    r"(?:(?:dank (?:u(?: wel)?|je wel)|goed|o,? ja|ja|oké|prima|okay|ok|thank you(?: very much)?|thanks|right|lovely|"
    r"bien|merci)[.,]? )*(?:en |and )?(?:dan |nu |dan nu )?"
    r"(?:(?:ga ik |gaan we |gaan wij )?(?:naar |verder met )|eerst |is |nog |tot slot )?"
    r"(?:de heer|mevrouw|meneer|mijnheer|monsieur|madame|mr|mrs|ms|de minister|de staatssecretaris|le ministre|"
    r"la ministre)\.? ?[^.?!,]{0,40}[.?!]?(?: (?:ga(?:at)? uw gang|kort|tot slot)[.!]?)?"
)
_ON = re.compile(
    r"ga(?:at|an)? (?:u |we |wij )?(?:\w+ )?verder|verdergaa[tn]|vervolg(?:t|en)? (?:u )?(?:uw|zijn|haar|het|hun)|"
    r"poursuivez|continue|go ahead|carry on"
)
_GOING_ON = ("verder", "ervolg", "oursuivez", "ontinue", "o ahead", "arry on")
_RESUMES = re.compile(
    r"(?:mevrouw de |mijnheer de )?(?:voorzitter[.,!] )?"
    r"(?:dan (?:heb ik |ga ik |gaan we |kom ik |nu |nog )?(?:naar |bij |op |tot )?(?:de|het|mijn|een) |"
    r"(?:op )?(?:dan )?de (?:motie|moties|amendement\w*)\b|tot slot[ ,.]|vervolgens\b|over naar\b|"
    r"ik (?:vervolg|ga verder|kom (?:nu |dan )?(?:bij|op|tot|aan)|was gebleven)\b)"
)
_TO_SEVERAL = (
    "collega's", "collega’s", "collègues", "leden", "kamer", "vragen", "questions", "suggesties", "begin", "eerst",
    "abord", "allen", "iedereen", "everyone", "members",
)  # fmt: skip
_PRESIDES = (
    "aan de orde is", "aan de orde zijn", "heropen", "schors de", "stel voor", "stel ik voor", "motie is voorgesteld",
    "ik heet", "komst naar de kamer", "daartoe wordt besloten", "de beraadslaging", "la séance",
    "questions from", "supplementary from", "wanted to come in", "i call ", "order.", "does any member",
    "ll go to", "will go to", "now go to", "go back to", "go on to", "go over to", "ll move to", "move on to",
    "turn to", "come to", "come on to", "continue with",
)  # fmt: skip
_TOPIC = re.compile(
    r"aan de orde (?:is|zijn|komt)|dankt? (?:\w+ ){0,2}(?:minister|staatssecretaris|premier)[^.?!]{0,60}"
    r"(?:komst|aanwezigheid|beantwoording)|voor (?:uw|zijn|haar|hun) (?:komst|aanwezigheid)|"
    r"einde? (?:gekomen )?(?:aan|van) (?:dit|het|deze) (?:debat|vragenuur|mondelinge|overleg|onderwerp|vragen)|"
    r"ik heet [^.?!]{0,60}welkom|sluit de (?:beraadslaging|vergadering)|beraadslaging (?:wordt|is) gesloten|"
    r"(?:incident|discussion|débat|bespreking|vraag om uitleg|interpellatie|gedachtewisseling) (?:is|est|wordt) "
    r"(?:gesloten|close?|afgehandeld)|regeling van werkzaamheden|vergadering (?:is|wordt) (?:geopend|gesloten)|"
    r"séance est (?:ouverte|levée)|order of (?:business|the day)|presenting (?:of )?petitions"
)
_TOPIC_WORDS = (
    "orde", "komst", "anwezigheid", "beantwoording", "einde", "eind ", "welkom", "sluit", "gesloten", "clos",
    "gehandeld", "werkzaamheden", "geopend", "ouverte", "levée", "order of", "petitions",
)  # fmt: skip
_FORMULA = re.compile(
    r"(?:het incident is gesloten|l['’]incident est clos|la discussion[^.]{0,30} est close|"
    r"(?:de|het) (?:vraag|vragen|bespreking|interpellatie|debat)[^.]{0,40} (?:is|zijn) (?:afgehandeld|gesloten)|"
    r"voorzitt(?:er|ster) ?: .{3,60}|présidente? ?: .{3,60})\.?"
)
_FORMULA_CHARS = 90
_WORDLESS = re.compile(r"[\W\d_]*(?:inaudible|onverstaanbaar)?[\W\d_]*")
_WORDLESS_CHARS = 40


def asks(text: str) -> bool:
    """Whether there is a question mark, or words at the end with which one asks."""
    return "?" in text or _has_one(text[-ASKING:], _ASKING)


def calls_office(text: str) -> bool:
    """Whether a member of the government is addressed: "Minister, ...", "Dank u, mevrouw de minister."."""
    return _calls(text[:HEAD]) or _calls(text[-TAIL:])


def opens_to_office(text: str) -> bool:
    """Whether the turn opens with an address to a member of the government."""
    return _calls(text[:OPENING])


def _calls(part: str) -> bool:
    return _may_name_office(part) and _CALLS_OFFICE.search(part) is not None


def _may_name_office(part: str) -> bool:
    return "inist" in part or "remier" in part or "aatssecr" in part or "crétaire d" in part


def speaks_of_office(text: str) -> bool:
    """Whether the government or a member of it is spoken of or to anywhere."""
    return (
        "inister" in text or " ministre" in text or "aatssecretaris" in text or "egering" in text or "kabinet" in text
        or "remier" in text or "ouvernement" in text or "crétaire d" in text
    )  # fmt: skip


def names_office(text: str) -> bool:
    """Whether a short text, such as a party or the chair's last words, names an office of the government."""
    return _may_name_office(text) and _NAMES_OFFICE.search(text) is not None


def addresses_you(text: str) -> bool:
    """Whether the turn's beginning or end speaks to somebody: "u", "vous", "you"."""
    return _YOU.search(text[:HEAD]) is not None or _YOU.search(text[-TAIL:]) is not None


def calls_chair(text: str) -> bool:
    """Whether the turn opens with an address to the chair."""
    opening = text[:OPENING]
    possible = "oorzitt" in opening or "sident" in opening or "hair" in opening or "peaker" in opening
    return possible and _CALLS_CHAIR.match(opening.lower()) is not None


def presides(text: str) -> bool:
    """Whether this short turn is how a chair speaks: gives the floor, calls a name, opens, closes."""
    if len(text) > PRESIDING:
        return False
    said = text.lower()
    if len(text) < PRESIDING / 2 and (_CALL.fullmatch(said) or lets_go_on(said)):
        return True
    return grants(said) or _has_one(said[-TAIL:], _PRESIDES)


def grants(text: str) -> bool:
    """Whether the floor is given at the end of a chair's turn."""
    tail = text[-TAIL:]
    return _has_one(tail, _FLOOR) and _GRANT.search(tail.lower()) is not None


def lets_go_on(text: str) -> bool:
    """Whether the chair lets somebody go on who spoke before."""
    tail = text[-TAIL:]
    return _has_one(tail, _GOING_ON) and _ON.search(tail.lower()) is not None


def resumes(text: str) -> bool:
    """Whether the turn opens as one that goes on with what comes next: "Dan de motie ...", "Tot slot ..."."""
    return _RESUMES.match(text[:OPENING].lower()) is not None


def speaks_to_several(text: str) -> bool:
    """Whether a reply opens as one to several people, or as the first of several."""
    return _has_one(text[:HEAD].lower(), _TO_SEVERAL)


def is_procedure(text: str) -> bool:
    """Whether a question of the chair's is about the order of the debate: who wants the floor, what is closed."""
    said = text.lower()
    return _has_one(said, _FLOOR) or turns_topic(said)


def turns_topic(text: str) -> bool:
    """Whether the chair's words end one matter or open another."""
    ends = (text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}\n{text[-TAIL:]}").lower()
    return _has_one(ends, _TOPIC_WORDS) and _TOPIC.search(ends) is not None


def is_formula(text: str) -> bool:
    """Whether the turn is a fixed phrase of the report ("Het incident is gesloten."), whoever it is printed under."""
    return len(text) < _FORMULA_CHARS and _FORMULA.fullmatch(text.lower()) is not None


def has_no_words(text: str) -> bool:
    """Whether nothing was understood: "(...)"."""
    return len(text) < _WORDLESS_CHARS and _WORDLESS.fullmatch(text.lower()) is not None


def surname(speaker: Speaker | None) -> str:
    """What somebody is called by: the name without its first word, or the only word; "?" for nobody known."""
    return speaker.name.split(maxsplit=1)[-1] if speaker is not None else "?"


def _has_one(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110  (`any` takes three times as long, and this is done for every turn)
        if word in text:
            return True
    return False


def share_asked(text: str) -> float:
    """The share of a text, by characters, that is in sentences with a question mark."""
    *asked, _ = text.split("?")
    lengths = [len(before) - 1 - max(before.rfind("."), before.rfind("!")) for before in asked]
    return sum(length + 1 for length in lengths if length) / len(text)
