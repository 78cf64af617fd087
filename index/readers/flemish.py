"""Lines of the Flemish Parliament's reports, one by one: what a line is, without its surroundings.

A report mixes speech with headings (who speaks, what is treated), votes, stage directions and the
website's furniture. Every function here judges one line or one paragraph and gives back pieces of it as
they stand; none changes a word. What the chair says is for `index.readers.flemish_chair`, who speaks an
unlabelled paragraph for `index.readers.flemish_floor`: this module knows nothing of the lines around.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

_PARTICLE = r"(?:van|von|de|den|der|des|di|da|du|del|la|le|ten|ter|te|op|el|al|'t|’t|ben|bin)"
_CAPITAL = r"(?:[dD]['’])?[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|['’-])*"
NAME = rf"(?:(?:{_PARTICLE}|{_CAPITAL})\s+)*{_CAPITAL}"
FULL_NAME = rf"{_CAPITAL}\s+{NAME}"
ROLE = r"(?:(?:[Vv]laams\s+)?(?:[Vv]ice-?)?[Mm]inister(?:-president)?|[Ss]taatssecretaris)"
TITLE = rf"(?:(?:[Dd]e\s+heer|[Mm]evrouw|[Mm]ijnheer|[Cc]ollega|{ROLE})\s+)"
_PARTY = r"\((?!(?:[Vv]oortzetting|[Vv]ervolg|[Ss]lot)\))[^()]{1,40}\)"
_CALLING = r"(?:,\s+(?:verslaggever|verslaggeefster|(?:vice-?)?minister\b[^.?!]*|staatssecretaris\b[^.?!]*))?"

_CHAIR = re.compile(r"De\s+(?:waarnemend\s+|tijdelijk\s+)?(?:onder)?voorzit(?:ter|ster)")
_ADDRESSED = re.compile(rf"{TITLE}+{NAME}(?:\s+{_PARTY})?{_CALLING}")
_WITH_PARTY = re.compile(rf"{FULL_NAME}\s+{_PARTY}")
_BARE = re.compile(FULL_NAME)
_BUSINESS_WORD = re.compile(
    r"\b(?:actu(?:ele|aliteitsdebat)|algemene|amendement\w*|artikel\w*|begroting\w*|benoeming|beraadslaging|"
    r"beroep|bespreking|besluit|bijlage|commissie|conclusie|conceptnota|debat|decreet|eedaflegging|europese|fractie|"
    r"gedachtewisseling|geheime|hoofdelijke|hoorzitting|in|incident|indiening|interpellaties?|lezing|mededeling\w*|"
    r"moties?|naamstemming|ontwerp|opening|opheldering|open|ordemotie|parlement\w*|persoonlijk|plenaire|punt|"
    r"regeling|reglement|regering|resolutie|samenstelling|schriftelijke|sluiting|sociale|stemming\w*|verkiezing|"
    r"verslag|verzoekschrift\w*|vergadering|voorstel|vraag|vragen|vlaamse?|voorzitter|werkzaamheden|zitting)\b(?!-)",
    re.IGNORECASE,
)
"""Words of headings about the business; a line with one of them and no "(Party)" is no person."""
_NO_FIRST_NAMES = frozenset(("de", "den", "deze", "die", "dit", "een", "het", "ons", "onze", "van", "wij"))

_HEADING_CHARS, _DIRECTION_CHARS = 120, 300
"""No heading or direction is longer; longer ones are not tried, since names could begin anywhere in them."""

_INLINE = re.compile(
    rf"(?P<who>{_CHAIR.pattern}|{TITLE}+{NAME}(?:\s+{_PARTY})?|{FULL_NAME}\s+{_PARTY}|{FULL_NAME}(?=\s:))"
    r"\s?:\s+(?P<words>\S.*)",
    re.DOTALL,
)

_REACTIONS = (
    r"applaus|gelach|rumoer|opmerking(?:en)?|gejoel|gejouw|hilariteit|tumult|protest|instemming|onderbreking|stilte|"
    r"handgeklap|gejuich|boegeroep|geroep|geroezemoes|onverstaanbaar|ontkenning"
)
_STAGE = re.compile(
    rf"(?:(?=[A-Zagr])(?i:{_REACTIONS})|[A-Z][a-z]+\s+(?:{_REACTIONS}))"
    r"(?:\s+(?:op|bij|van|in|aan|en|door|tijdens|uit|vanop)\b[^()]*|[.,;]\s+[^()]*|\.)?"
    r"|Het\s+geluid\s[^()]*|De\s+(?:micro(?:foon)?|bel)\s[^()]*|(?:Neen?|Ja)\.?"
    rf"|(?:{TITLE}+{NAME}|{FULL_NAME}|De\s+(?:minister(?:-president)?|voorzitter))\s+[a-z][^()]*\."
)
_BRACKETS = re.compile(r"\(\s*(?P<inside>[^()]*?)\s*\)")
_DASH_LINE = re.compile(r"[–—]\s+[A-ZÀ-Þ].*\.", re.DOTALL)
_CHAIR_CHANGE = re.compile(r"[–—].*\btre(?:edt|den)\b.*\bvoorzitter\s+op\b.*", re.DOTALL)

_VOTE = re.compile(
    r"Stemming(?:\s+nr\.?\s*\d+)?|Ziehier\s+(?:het|de)\s+(?:resulta|uitslag).*|"
    r"\d+\s+(?:leden|lid|stem(?:men)?|volksvertegenwoordigers?)\s+(?:hebben|heeft|nam|namen)\b.*|"
    r"(?:Hebben|Heeft)\s+(?:ja|neen|zich)\b.*:|"
    r"[•–—]\s.*\b(?:aangenomen|verworpen|stemmen\s+tegen|onthoudingen)\b.*",
    re.DOTALL,
)
_END_OF_REPORT = "vergadering bijwonen"
_FURNITURE = re.compile(
    r"U bent hier|You are here|Terug naar boven|Voorzitters?|"
    r"Verslag(?:\s+(?:plenaire\s+)?vergadering)?|Report(?:\s+plenary\s+meeting)?|"
    r"(?:Verslag\s+vergadering|Report\s+meeting)\s+(?P<committee>.+)"
)
PLACEHOLDERS = frozenset({"Tekstfragment nog niet beschikbaar.", "Tekstfragment nog niet beschikbaar"})
"""What the website prints where the words are still to come."""

_ADDRESS = re.compile(r"https?://(?:[\w-]+\.)*vlaamsparlement\.be/[^\s<>()\"']*[^\s<>()\"'.,;]")
_NUMBER_IN_ADDRESS = re.compile(r"/(\d+)(?=[/?#]|$)")
_COMMITTEE = re.compile(r"(?:Verenigde\s+|Bijzondere\s+|Sub)?[Cc]ommissies?\s+(?:voor|ad hoc|inzake|van|tot)\s.*[^.]")
_TITLE_WORDS, _LONG_TITLE_WORDS = 12, 60
_TITLE_OPENING = re.compile(
    r"Vra(?:ag|gen)|Actuele|Voorstel|Ontwerp|Interpellatie|Gedachtewisseling|Hoorzitting|Motie|Met redenen|"
    r"Verzoekschrift|Conceptnota|Beleids|Verslag van|Bespreking van"
)
_ITEM_PEOPLE = re.compile(r"van\s+(?:de\s+|mevrouw\s+)?[A-ZÀ-Þ].*[^.?!…]", re.DOTALL)
_ITEM_NUMBER = re.compile(r"\d+\s+\(\d{4}-\d{4}\)(?:\s+[–-]?\s*[Nn]r\.?\s*\S+)?")


class ParagraphPart(NamedTuple):
    """A stretch of a paragraph as it stands: somebody's words, or a direction in brackets."""

    kind: Literal["words", "direction"]
    text: str


def chair_heading(line: str) -> bool:
    """Whether the line is the heading of whoever presides."""
    return _CHAIR.fullmatch(line) is not None


def person_heading(line: str) -> bool:
    """Whether the line is nothing but a person's name, as the heading of a speech prints it.

    "De heer Wim Van Dijck", "Vera Celis (N-VA)", "Minister Bart Somers" and "Joris Van Hauthem" are;
    "Hoofdelijke stemming", "Motie van orde", "De Lijn" and "Bespreking (Voortzetting)" are not.
    """
    if len(line) > _HEADING_CHARS:
        return False
    if _WITH_PARTY.fullmatch(line):
        return True
    if _ADDRESSED.fullmatch(line):
        return _BUSINESS_WORD.search(line.removeprefix("Vlaams ").partition(",")[0]) is None
    named = _BARE.fullmatch(line) is not None and _BUSINESS_WORD.search(line) is None
    return named and line.split()[0].casefold() not in _NO_FIRST_NAMES


def about_business(line: str) -> bool:
    """Whether a heading is about what is treated rather than about who speaks."""
    return not _WITH_PARTY.fullmatch(line) and not chair_heading(line) and bool(_BUSINESS_WORD.search(line))


def inline_heading(line: str) -> tuple[str, str] | None:
    """Heading and words of a line such as "De voorzitter : Aan de orde is ...", or None."""
    found = _INLINE.fullmatch(line) if ":" in line[:_HEADING_CHARS] else None
    if found is None or not (chair_heading(found["who"]) or person_heading(found["who"])):
        return None
    return found["who"], found["words"]


def stage_direction(line: str) -> bool:
    """Whether the whole line is a direction: "(Applaus bij Open Vld)", "(Gelach. Opmerkingen)".

    Brackets that belong to speech ("(VLAIO)", "(...)", "(Zie Parl. St. ...)") are none.
    """
    brackets = _BRACKETS.fullmatch(line.rstrip(" ."))
    return brackets is not None and _is_direction(brackets["inside"])


def _is_direction(inside: str) -> bool:
    return len(inside) <= _DIRECTION_CHARS and _STAGE.fullmatch(inside) is not None


def dash_line(line: str) -> bool:
    """Whether the line may be the clerks' own: "– Mien Van Olmen treedt als voorzitter op."

    A list in a speech may look the same, which the lines around it tell.
    """
    return _DASH_LINE.fullmatch(line) is not None


def chair_change(line: str) -> bool:
    """Whether the clerks say here that somebody else takes the chair."""
    return _CHAIR_CHANGE.fullmatch(line) is not None


def split_directions(paragraph: str) -> list[ParagraphPart]:
    """The paragraph's words and the directions in brackets between them, in order.

    Every part stands in the paragraph as it is given back; blanks around a direction, and a full stop
    printed behind it, are left out.
    """
    parts, start = [], 0
    for brackets in _BRACKETS.finditer(paragraph):
        if not _is_direction(brackets["inside"]):
            continue
        if words := paragraph[start : brackets.start()].strip():
            parts.append(ParagraphPart("words", words))
        parts.append(ParagraphPart("direction", brackets.group()))
        start = brackets.end()
        if paragraph[start:].strip() == "." or paragraph.startswith(". ", start):
            start = paragraph.index(".", start) + 1
    if words := paragraph[start:].strip():
        parts.append(ParagraphPart("words", words))
    return parts


def vote_line(line: str) -> bool:
    """Whether the line announces or counts a vote, or gives its result as a note of the clerks."""
    return _VOTE.fullmatch(line) is not None


def voters_follow(line: str) -> bool:
    """Whether the names of voters stand on the next line ("Hebben ja geantwoord:")."""
    return vote_line(line) and line.endswith(":") and not line.startswith("Ziehier")


def furniture(line: str) -> bool:
    """Whether the line belongs to the website's page rather than to the report."""
    return _FURNITURE.fullmatch(line) is not None


def end_of_report(line: str) -> bool:
    """Whether from this line on the page advises visitors."""
    return line.casefold() == _END_OF_REPORT


def official_address(line: str) -> str | None:
    """The address on the Parliament's website in the line, or None."""
    found = _ADDRESS.search(line)
    return found.group() if found else None


def record_id(address: str | None, sha256: str) -> str:
    """The sitting's id: the last number in the official page's address, else the beginning of the file's hash."""
    numbers = _NUMBER_IN_ADDRESS.findall(address or "")
    return f"vp-{numbers[-1]}" if numbers else f"vp-{sha256[:12]}"


def committee(line: str) -> str | None:
    """The committee that a line at the page's top names, or None."""
    found = _FURNITURE.fullmatch(line)
    name = found["committee"] if found and found["committee"] else line
    return name if _COMMITTEE.fullmatch(name) else None


def item_number(line: str) -> bool:
    """Whether the line is the number of a document: "267 (2015-2016)", "368 (2014-2015) nr. 1"."""
    return _ITEM_NUMBER.fullmatch(line) is not None


def item_people(line: str) -> bool:
    """Whether the line says whose item it is: "van Ann Brusseel aan minister Jo Vandeurzen"."""
    return _ITEM_PEOPLE.fullmatch(line) is not None


def named_people(line: str) -> list[str]:
    """The people named in full in a line that `item_people` knows, as printed, ministers with their title.

    "van Ann Brusseel en Jan Peeters aan minister Jo Vandeurzen" names three. Somebody addressed without a
    title is left out: in which office is not said.
    """
    askers, *addressed = re.split(r"\s(?:aan|tot)\s", line.removeprefix("van "), maxsplit=1)
    names = [name.strip() for name in re.split(r",\s|\sen\s|\sdoor\s", askers)]
    names += [found.group() for part in addressed if (found := re.match(rf"{TITLE}+{FULL_NAME}", part))]
    return [name for name in names if person_heading(name)]


def title(line: str) -> bool:
    """Whether the line heads a piece of business: short or of a known kind, without a sentence's end."""
    bare = re.sub(r"\s*\([^()]*\)$", "", line)
    if not bare or not bare[-1].isalnum() or split_directions(line)[-1].kind == "direction":
        return False
    limit = _LONG_TITLE_WORDS if _TITLE_OPENING.match(line) else _TITLE_WORDS
    return (line[0].isupper() or item_people(line) or item_number(line)) and len(line.split()) <= limit
