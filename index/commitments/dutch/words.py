"""The words of a binding sentence in Dutch: who, will, what is done, and what makes it none.

Patterns are for text of any case. Knows nothing of clauses.
"""

from __future__ import annotations

import re

from index.commitments.base import Strength


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern for text of any case."""
    return re.compile(pattern, re.IGNORECASE)


def any_of(words: str) -> str:
    """Any of these words; "_" is white space."""
    return rf"\b(?:{'|'.join(words.split())})\b".replace("_", r"\s+")


def whole_words(pattern: str) -> re.Pattern[str]:
    """A pattern of one alternation or one word that is not part of another word."""
    return re.compile(rf"\b{pattern}\b", re.IGNORECASE)


SELF = r"(?:ikzelf|ik|we|wij)"
SELF_WORDS = frozenset({"ikzelf", "ik", "we", "wij"})
_OWN = r"(?:(?:mijn|onze|de|het|deze)\s+(?:eigen\s+|vlaamse\s+|huidige\s+|bevoegde\s+|hele\s+)?)"
_OFFICES = (
    r"administraties?|\w*diensten|\w*dienst|kabinet(?:ten)?|departement(?:en)?|agentschap(?:pen)?|"
    r"regering|overheid|inspectie|"
    r"ambtenaren|medewerkers|bemiddelaars|afdeling(?:en)?|toezichthouders|taskforce|task\s+force|werkgroep|stuurgroep|"
    r"intendant|bouwmeester"
)
_BY_LETTERS = (
    "VDAB|OVAM|VMM|VLM|VLAIO|VEKA|ANB|AWV|AgII|ILVO|INBO|AGION|AHOVOKS|WSE|FIT|PMV|VREG|VITO|VAPH|"
    "VIPA|VSA|RVA|RIZIV|FAVV|"
    "DVZ|Fedasil|RSZ"
)
BODY = (
    rf"(?:{_OWN}(?:{_OFFICES})(?:\s+(?-i:[A-Z])[\w-]+)?|"
    rf"(?:(?:de|het)\s+)?(?-i:{_BY_LETTERS}|(?:Departement|[Aa]gentschap|Vlaamse)\s+[A-Z]\w+|"
    rf"(?:Wonen\s+in|Toerisme|Sport|"
    r"Digitaal|Audit|Statistiek|Opgroeien\s+in)\s+Vlaanderen|[FP]OD\s+\w+)\b|dit\s+kabinet|Vlaanderen|"
    r"de\s+minister-president|(?:elke|iedere)\s+(?:vlaamse\s+)?minister)"
)
"""Who acts for the government, as the record calls them."""

BODY_WORD = rf"(?:{_OFFICES.replace(chr(92) + 's+force', '')}|{_BY_LETTERS.lower()}|vlaamse|vlaanderen|[fp]od|minister)"
"""A word, in small letters, without which there is no `BODY`."""

WHO = rf"(?:(?P<self>{SELF})|(?P<body>{BODY}))"
WILL = r"(?:zal|zullen|ga|gaan|gaat)"
FINITE = (
    r"(?:ben|is|zijn|was|waren|heb|hebt|heeft|hebben|had|denk|denken|vind|vinden|weet|weten|hoop|hopen|zie|zien|zeg|"
    r"zeggen|stel|stellen|begrijp|neem|nemen|doe|doen|moet|moeten|kan|kunnen|wil|willen|mag|mogen|wordt|worden)"
)
WEAK_VERB = compiled(
    any_of(
        "(?:her)?bekijk(?:en)? bekeken kijk(?:en)? overweg(?:en)? overwogen opvolgen opgevolgd monitor(?:en)? "
        "gemonitord prob(?:eer|eren) tracht(?:en)? inzetten streven ijveren zoeken meene(?:em|men) meegenomen "
        "volg(?:en)? inspannen nadenken reflecteren aftoetsen nagaan afwachten bewaken waken aandringen (?:be)?pleiten "
        "blijven luisteren overdenken openstaan aan_de_slag aan_het_werk ons_best aandacht_(?:aan|voor) op_zoek "
        "zo(?:_)?veel_mogelijk verder_op werk(?:en)?_aan rekening_(?:mee_)?(?:te_)?houden "
        "rekening_(?:mee_)?gehouden ingezet_op gestreefd "
        "nagegaan afgetoetst verder_werken in_de_mate_van_het_mogelijke "
        "hopelijk extra_focus op_de_voet vinger_aan_de_pols"
    )
)
HALF_HEARTED = compiled(r"\b(?:prob(?:eer|eren)|tracht(?:en)?|hopelijk|hoop|hopen|verwacht|verwachten|misschien)\b")
"""Even with a date these bind nobody firmly."""

SPEECH_VERB = compiled(
    any_of(
        "zeggen (?:be)?antwoorden herhalen benadrukken beklemtonen onderstrepen opmerken verwijzen meegeven toelichten "
        "overlopen ingaan voorlezen citeren stellen meedelen (?:be)?danken beginnen eindigen afsluiten besluiten "
        "aanhalen vermelden vertellen noemen aanstippen duiden terugkomen terugkeren reageren duidelijk_maken "
        "uitleggen schetsen samenvatten beperken corrigeren tegenspreken ontkennen geloven denken weten begrijpen "
        "spreken praten tonen aantonen opsommen wijzen nuanceren nuances? verduidelijken verhelen "
        "verbergen feliciteren "
        "discussi[eë]ren opjagen laten_verleiden kloppen onthouden herinneren brengen_bij kwijt vooruitlopen aangeven "
        "waarschuwen bemerkingen horen gewoon_zijn bijtreden voorhouden beweren vinden verkondigen hebben_over "
        "betogen ontraden (?:voorbeeld|antwoord|cijfers)[^,;:]*_geven"
    )
)
"""What is said in this debate is done with it."""

TOLD = compiled(
    r"\b(?:administraties?|diensten|ambtenaren|departement|agentschap|federale|europese|"
    r"eurocommissaris|besturen|sector(?:en)?)\b"
)
"""To whom something is said outside this debate."""

STATE_VERB = compiled(
    any_of(
        "zijn zien hebben krijgen merken ontstaan ondervinden vaststellen ervaren gelden kosten betekenen leiden_tot "
        "helpen toelaten evolueren duren verliezen ontvangen tegenkomen terechtkomen meemaken botsen staan willen "
        "dreigen lukken zitten_met missen voelen"
    )
)
INFINITIVE = compiled(
    r"\b(?!(?:een|geen|mijn|zijn|hun|eigen|tegen|binnen|boven|tussen|samen|veel|meer|alleen|allen|eveneens|wegen|"
    r"daarboven|zonder|morgen|overmorgen|zeven|tien)\b)(?:[a-zéëïü]{2,}en|doen|gaan|zien|staan|slaan|"
    r"[a-z]+(?:doen|gaan|zien|staan))\b"
)
"""What may be an infinitive by its form: a plural may too."""

PARTICIPLE = compiled(
    r"\b(?:(?:[a-z]{2,6})?ge[a-zéë]{2,}(?:d|t|en)|(?:her|ver|be|ont)[a-zéë]{3,}(?:d|t|en)|"
    r"(?:op|aan|uit|toe|in|af|door|voor|over|mee|bij|om|ter|na|terug|samen|vrij|weg|neer|vast)(?:ge|be|ver)[a-zéë]{2,}(?:d|t|en))\b"
)
MODAL = whole_words(r"(?:kan|kunnen|kon|moet|moeten|mag|mogen|zou|zouden|wil|willen)")
NEED = compiled(r"\bmoet(?:en)?\b")
PAST = compiled(
    r"\b(?:heb|hebben|heeft|had|hadden|werd|werden|was|waren|zou|zouden|kon|konden|wilde|wilden|ging|gingen)\b"
)
NOW = compiled(
    any_of("momenteel vandaag op_dit_(?:moment|ogenblik) ondertussen intussen inmiddels reeds vorige? al_(?:een|sinds)")
)
NEGATION = compiled(
    r"(?<!of )\b(?:niet|geen|nooit|niets|niemand|nergens|noch)\b"
    r"(?!\s+(?:alleen|enkel|langer|meteen|zozeer|in het minst|nalaten|aarzelen|vergeten))"
)
CONTRAST = compiled(r"\b(?:en|maar|,)\s+(?:dus\s+)?(?:niet|geen)\b.*|\(.*?\)")
"""What is denied beside what is promised: "on couriers and not on builders"."""


def denied(text: str) -> bool:
    """Whether words say that something is not to be; not what stands beside it in contrast."""
    return bool(NEGATION.search(CONTRAST.sub(" ", text)))


ALWAYS = compiled(r"\b(?:altijd|steeds|telkens)\b")
GENERIC = compiled(
    r"\b(?:jaarlijkse?|maandelijkse?|telkens|altijd|steeds|elke?|iedere?|standaard|verwacht|geacht|"
    r"verondersteld|gevraagd|"
    r"bedoeld|genoemd|beschouwd|bepaald|vastgesteld)\b"
)
"""What is always done, or done to words, is not announced."""

ELSEWHERE = compiled(
    r"\b(?:europe(?:es|se)|europa|eu|federale?|commissie|lidstaten|(?:lokale\s+)?besturen|gemeenten?|steden|stad|"
    r"provincies?|sector(?:en)?|bedrijf|bedrijven|ondernemingen|werkgevers?|vakbonden|"
    r"\w*maatschappij(?:en)?|\w*bedrijven|"
    r"raad\s+van\s+state|hof|parlement|scholen|burgers?|mensen|landbouwers?|wallonië|brussel|nederland)\b"
)
"""Whose doings these are, where they are not the government's."""

MADE = (
    r"(?:plan|nota|decreet|besluit|ontwerp|wet|wetgeving|oproep|studie|onderzoek|campagne|overleg|evaluatie|kader|"
    r"werkgroep|taskforce|fonds|subsidie|regeling|verbod|budget|middelen|actualisering|hervorming|wijziging|audit|"
    r"meldpunt|loket|richtlijn|omzendbrief|rondetafel|conferentie|aanpak|verlenging|uitbreiding|overeenkomst|akkoord)"
)

Found = tuple[Strength | None, str]
"""How firmly a clause binds, if it does, and whom."""

NONE: Found = (None, "")


def strength_of(weak: bool, words: str, has_date: bool) -> Strength:
    """How firmly words bind: what is only meant or looked at does so with a day."""
    if not weak:
        return "firm"
    return "firm" if has_date and not HALF_HEARTED.search(words) else "weak"
