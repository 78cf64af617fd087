"""The words by which a sentence binds whoever speaks it, in Dutch: who, will, what, and what makes it none.

Patterns are for text of any case. Knows nothing of turns.
"""

from __future__ import annotations

import re

from index.commitments.base import Strength


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _any_of(words: str) -> str:
    """Any of these words; "_" is white space."""
    return rf"\b(?:{'|'.join(words.split())})\b".replace("_", r"\s+")


SELF = r"(?:ikzelf|ik|we|wij)"
_OWN = r"(?:(?:mijn|onze|de|het|deze)\s+(?:eigen\s+|vlaamse\s+|huidige\s+|bevoegde\s+|hele\s+)?)"
BODY = (
    rf"(?:{_OWN}(?:administraties?|\w*diensten|\w*dienst|kabinet(?:ten)?|departement(?:en)?|agentschap(?:pen)?|regering|"
    r"overheid|inspectie|ambtenaren|medewerkers|bemiddelaars|afdeling(?:en)?|toezichthouders|taskforce|task\s+force|werkgroep|stuurgroep|intendant|"
    r"bouwmeester)(?:\s+(?-i:[A-Z])[\w-]+)?|"
    r"(?:(?:de|het)\s+)?(?-i:VDAB|OVAM|VMM|VLM|VLAIO|VEKA|ANB|AWV|AgII|ILVO|INBO|AGION|AHOVOKS|WSE|FIT|PMV|VREG|VITO|"
    r"VAPH|VIPA|VSA|(?:Departement|[Aa]gentschap|Vlaamse)\s+[A-Z]\w+|(?:Wonen\s+in|Toerisme|Sport|Digitaal|Audit|"
    r"Statistiek|Opgroeien\s+in)\s+Vlaanderen|FOD\s+\w+|RVA|RIZIV|FAVV|DVZ|Fedasil|RSZ|POD\s+\w+)\b|dit\s+kabinet|Vlaanderen|de\s+minister-president|"
    r"(?:elke|iedere)\s+(?:vlaamse\s+)?minister)"
)
WILL = r"(?:zal|zullen|ga|gaan|gaat)"

WEAK_VERB = _compiled(
    _any_of(
        "(?:her)?bekijk(?:en)? bekeken kijk(?:en)? overweg(?:en)? overwogen opvolgen opgevolgd monitor(?:en)? "
        "gemonitord prob(?:eer|eren) tracht(?:en)? inzetten streven ijveren zoeken meene(?:em|men) meegenomen "
        "volg(?:en)? inspannen nadenken reflecteren aftoetsen nagaan afwachten bewaken waken aandringen (?:be)?pleiten "
        "blijven luisteren overdenken openstaan aan_de_slag aan_het_werk ons_best aandacht_(?:aan|voor) op_zoek "
        "zo(?:_)?veel_mogelijk verder_op werk(?:en)?_aan rekening_(?:mee_)?(?:te_)?houden rekening_(?:mee_)?gehouden ingezet_op gestreefd "
        "nagegaan afgetoetst verder_werken in_de_mate_van_het_mogelijke "
        "hopelijk extra_focus op_de_voet vinger_aan_de_pols"
    )
)
HALF_HEARTED = _compiled(r"\b(?:prob(?:eer|eren)|tracht(?:en)?|hopelijk|hoop|hopen|verwacht|verwachten|misschien)\b")
"""Even with a date these bind nobody firmly."""

SPEECH_VERB = _compiled(
    _any_of(
        "zeggen (?:be)?antwoorden herhalen benadrukken beklemtonen onderstrepen opmerken verwijzen meegeven toelichten "
        "overlopen ingaan voorlezen citeren stellen meedelen (?:be)?danken beginnen eindigen afsluiten besluiten "
        "aanhalen vermelden vertellen noemen aanstippen duiden terugkomen terugkeren reageren duidelijk_maken "
        "uitleggen schetsen samenvatten beperken corrigeren tegenspreken ontkennen geloven denken weten begrijpen "
        "spreken praten tonen aantonen opsommen wijzen nuanceren nuances? verduidelijken verhelen verbergen feliciteren "
        "discussi[eë]ren opjagen laten_verleiden kloppen onthouden herinneren brengen_bij kwijt vooruitlopen aangeven "
        "waarschuwen bemerkingen horen gewoon_zijn bijtreden voorhouden beweren vinden verkondigen hebben_over "
        "betogen ontraden (?:voorbeeld|antwoord|cijfers)[^,;:]*_geven"
    )
)
"""What is said in this debate is done with it."""

TOLD = _compiled(
    r"\b(?:administraties?|diensten|ambtenaren|departement|agentschap|federale|europese|eurocommissaris|besturen|sector(?:en)?)\b"
)
"""To whom something is said outside this debate."""

STATE_VERB = _compiled(
    _any_of(
        "zijn zien hebben krijgen merken ontstaan ondervinden vaststellen ervaren gelden kosten betekenen leiden_tot "
        "helpen toelaten evolueren duren verliezen ontvangen tegenkomen terechtkomen meemaken botsen staan willen "
        "dreigen lukken zitten_met missen voelen"
    )
)
FULL_GO = _compiled(
    r"\b(?:ga|gaan|gaat)\b(?:\s+\w+){0,2}\s+er\s*van\s+(?:\w+\s+){0,2}uit\b|\bga\s+(?:ik\s+)?ervan\s+uit\b|"
    r"\b(?:ga|gaat|gaan)\b(?:\s+\w+){0,4}\s+(?:akkoord|over|in op|uit van|van uit|om\s+(?:een|de|het|meer|ongeveer))\b"
)
NEGATION = _compiled(
    r"(?<!of )\b(?:niet|geen|nooit|niets|niemand|nergens|noch)\b"
    r"(?!\s+(?:alleen|enkel|langer|meteen|zozeer|in het minst|nalaten|aarzelen|vergeten))"
)
CONTRAST = _compiled(r"\b(?:en|maar|,)\s+(?:dus\s+)?(?:niet|geen)\b.*|\(.*?\)")
"""What is denied beside what is promised: "on couriers and not on builders"."""

ALWAYS = _compiled(r"\b(?:altijd|steeds|telkens)\b")
LIKELY = _compiled(r"\b(?:soms|mogelijk|vaak|meestal|doorgaans|bij wijze van spreken)\b")
"""What will be done by the nature of things binds nobody."""

HANDED = _compiled(r"\b(?:bezorgd|overgemaakt|doorgestuurd|voorgelegd|gedeeld|toegestuurd|gepubliceerd)\b")
TO_WHOM = _compiled(r"\b(?:u|jullie|commissie|parlement|regering|ministerraad|leden)\b")

NEED = _compiled(r"\bmoet(?:en)?\b")
ABLE = _compiled(r"\bkunnen\b")
PAST = _compiled(
    r"\b(?:heb|hebben|heeft|had|hadden|werd|werden|was|waren|zou|zouden|kon|konden|wilde|wilden|ging|gingen)\b"
)
NOW = _compiled(
    _any_of(
        "momenteel vandaag op_dit_(?:moment|ogenblik) ondertussen intussen inmiddels reeds vorige? al_(?:een|sinds)"
    )
)
PROTASIS = _compiled(r"^\W*(?:en |maar |want |zeker |ook |zelfs )?(?:als|indien|mocht(?:en)?|tenzij|wanneer|ingeval)\b")
SUBORDINATOR = _compiled(
    _any_of(
        "hoe\\w* of waarom welke?_\\w+ wie wat omdat aangezien doordat zodat waardoor naarmate alsof als indien "
        "wanneer voordat vooraleer terwijl zoals"
    )
    + r"\s+(?:\w+\s+)?$"
)
"""Stands before the speaker's "we ... will" where that is no promise of its own but part of a question or a reason."""

THAT = _compiled(r"\b(?:dat|zodat|vandaar\s+dat)\s+$")
RELATIVE = _compiled(
    r"^\W*"
    + _any_of(
        "dat of hoe\\w* omdat aangezien doordat zodat waar\\w* terwijl zoals als indien wanneer vooraleer voordat wie"
    )
    + "|"
    + _any_of("die wat waar\\w* of hoe welke omdat")
    + r"\s*$|\s"
    + _any_of("dat of omdat zodat wanneer hoe waar\\w*")
    + r"\s"
)
"""Stands before "will be done" where that hangs on other words."""

OTHERS_SAY = _compiled(
    r"\b(?!(?:ik|we|wij|wat|dat|en|maar|regering|vlaanderen)\b)(?:u|jij|je|jullie|hij|zij|ze|men|iemand|collega\s+[\w ]{2,30}|"
    r"de heer\s+\w+|mevrouw\s+\w+|(?-i:[A-Z])\w+)\s+(?:(?:ook|al|dan|hier|nu|mij|ons|terecht|eigenlijk|zelf)\s+)*"
    r"(?:zegt|zei|zeggen|vraagt|vroeg|vragen|stelt|stelde|suggereert|beweert|insinueert|wilt|wil|verwacht|hoopt|denkt|"
    r"vindt|vreest|heeft\s+(?:\w+\s+){0,3}gezegd|hebt\s+(?:\w+\s+){0,3}(?:gezegd|gevraagd))\b"
    r"[^.;:?!]{0,60}\b(?:dat|of|wat|hoe|wanneer|waarom)\b"
)
PARTICIPLE = _compiled(
    r"\b(?:(?:[a-z]{2,6})?ge[a-zéë]{2,}(?:d|t|en)|(?:her|ver|be|ont)[a-zéë]{3,}(?:d|t|en)|"
    r"(?:op|aan|uit|toe|in|af|door|voor|over|mee|bij|om|ter|na)(?:ge|be|ver)[a-zéë]{2,}(?:d|t|en))\b"
)
INFINITIVE = _compiled(
    r"\b(?!(?:een|geen|mijn|zijn|hun|eigen|tegen|binnen|boven|tussen|samen|veel|meer|alleen|allen|eveneens|wegen|"
    r"daarboven|zonder|morgen|overmorgen|zeven|tien)\b)(?:[a-zéëïü]{2,}en|doen|gaan|zien|staan|slaan|"
    r"[a-z]+(?:doen|gaan|zien|staan))\b"
)
"""What may be an infinitive by its form: a plural may too."""

HANDS_OVER = (
    r"(?:bezorg\w*|overma\w*|overgemaakt|doorst\w+|doorgestuurd|voorgelegd|voorleg\w*|gedeeld|delen|toest\w+|"
    r"toegestuurd|bezorgd|opvragen|navragen|nakijken|nagaan|informeren|opzoeken|bekijken|aanleveren|publiceren)"
)
_ACTS: tuple[tuple[str, str, Strength], ...] = (
    ("leg(?:gen)?", r"\bvoor\b(?!\s+(?:u|mij|de vraag))", "firm"),
    ("werk(?:en)?", r"\buit\b", "firm"),
    ("stu(?:ur|ren)", r"\b(?:door|op|toe)\b", "firm"),
    ("bezorg(?:en)?|agender(?:en)?|verleng(?:en)?|verho(?:og|gen)|vereenvoudig(?:en)?|lanceren|lanceer", "", "firm"),
    ("ne(?:em|men)", r"\b(?:contact|initiatief|maatregelen)\b", "firm"),
    ("ma(?:ak|ken)", r"\bwerk van\b|\bover aan\b", "firm"),
    ("stel(?:len)?", r"\bsamen\b(?!\s+met)", "firm"),
    ("zet(?:ten)?", r"\bom in\b", "firm"),
    ("plan(?:nen)?|voorzie(?:n)?", r"\bte\s+\w+(?:en|aan|doen|zien)\b", "firm"),
    ("schaf(?:fen)?", r"\baf\b", "firm"),
    ("breid(?:en)?", r"\buit\b", "firm"),
    ("ko(?:m|men)", r"\bmet een\b", "firm"),
    ("vra(?:ag|gen)", r"\bna\b(?!\s+de)", "firm"),
    ("bekijk(?:en)?|onderzoek(?:en)?|overwe(?:eg|gen)", "", "weak"),
    ("kij(?:k|ken)", r"\b(?:of|hoe|na)\b|\b(?:daarvoor|ook|nu)\s+(?!uit\b)(?:\w+\s+)?naar\b", "weak"),
    ("ne(?:em|men)", r"^(?!.*\bu\b).*\b(?:mee|ter harte)\b", "weak"),
    ("ga(?:an)?", r"\bna\b|\baan de slag\b|\bop zoek\b", "weak"),
    ("volg(?:en)?", r"\bop\b", "weak"),
    ("do(?:e|en)", r"\b(?:mijn|ons)\s+(?:uiterste\s+)?best\b", "weak"),
    ("toets(?:en)?", r"\baf\b", "weak"),
    ("engage(?:er|ren)", r"\b(?:me|mij|ons)\b", "firm"),
    ("start(?:en)?", r"^\s+(?:(?:dan|nu|ook|dus|daarom)\s+)*(?:een|het|de)\b(?!\s+vergadering)", "firm"),
    ("voorzie", r"\b(?:een|de|het|extra|bijkomende|\d\S*)\s", "firm"),
    ("kaart(?:en)?", r"\baan\b", "firm"),
    ("leg(?:gen)?", r"\bop\s+tafel\b", "firm"),
    ("breng(?:en)?", r"\b(?:ter\s+sprake|op\s+de\s+agenda|onder\s+de\s+aandacht)\b", "firm"),
    ("richt(?:en)?|start(?:en)?", r"\bop\b(?!\s+(?:de|het|een|die|dat|tot))", "firm"),
    ("roep(?:en)?|breng(?:en)?", r"\bsamen\b", "firm"),
    ("rol(?:len)?", r"\buit\b", "firm"),
    ("pas(?:sen)?", r"\baan\b(?!\s+(?:de|het|een|die|dat))", "firm"),
    ("trek(?:ken)?", r"\bop\b(?!\s+(?:de|het|een|die|dat))", "firm"),
    ("voer(?:en)?", r"\bin\b(?!\s+(?:de|het|een|die|dat|[A-Z]))", "firm"),
    ("geef|geven", r"\b(?:de\s+)?opdracht\b", "firm"),
    ("la(?:at|ten)", r"\b(?:weten|onderzoeken|nakijken|nagaan|uitzoeken|evalueren|berekenen|doorrekenen)\b", "firm"),
    ("hou(?:d|den)?", r"\bop de hoogte\b", "firm"),
    ("ga(?:an)?", r"\bin\s+(?:\w+\s+)?(?:overleg|gesprek|dialoog)\b|\bhet\s+(?:gesprek|debat)\s+aan\b", "firm"),
    ("hou(?:d|den)?", r"\brekening\b", "weak"),
    (
        "blij(?:f|ven)",
        r"\b(?:(?:op)?volgen|monitoren|inzetten|zoeken|ijveren|pleiten|aandringen|werken|hameren|[bw]aken|bewaken|streven|"
        r"contact|overleg|gesprek|(?:her)?bekijken|investeren|ondersteunen|aankaarten)\b",
        "weak",
    ),
)
"""Finite verb, what must follow it in its clause, and how firmly it binds: what is said in the present tense and is
still to be done."""

PRESENT = tuple(
    (
        _compiled(
            rf"\b(?:(?P<first>{SELF}\s+(?:\w+\s+)?(?:{verb}))|(?:{verb})\s+(?:daar\s+|dus\s+)?{SELF}|"
            rf"(?<=\ben\s)(?:{verb}))\b(?P<after>[^,;:]*)"
        ),
        _compiled(particle),
        strength,
    )
    for verb, particle, strength in _ACTS
)

PROMISE = _compiled(
    rf"\b{SELF}\b[^,;:]{{0,30}}\b(?:beloof|beloven|garandeer|garanderen|verzeker\s+u)\b|"
    rf"\b{SELF}\b[^,;:]{{0,30}}\bverbind(?:en)?\b[^,;:]{{0,30}}\bertoe|"
    rf"\b(?:beloof|beloven|garandeer|garanderen)\s+{SELF}\s+[^,;:]{{0,30}}\bdat\b|"
    rf"\b(?:zeg(?:gen)?\s+{SELF}|{SELF}\s+zeg(?:gen)?)\b[^,;:]{{0,60}}\btoe\b|\bengage(?:er|ren)\s+(?:me|mij|ons)\b|"
    r"\b(?:u|jullie|de commissie|het parlement|(?:de|het)\s+[\w-]+)\s+krijg(?:t|en)?\s+(?:\w+\s+){0,3}"
    rf"van\s+(?:mij|ons|mijn\s+\w+)|"
    r"\b(?:(?:zult|zal|zullen)\s+(?:u|jullie|de\s+commissie)|(?:u|jullie)\s+(?:zult|zal|zullen))\b[^,;:]*"
    r"\b(?:krijgen|ontvangen|vernemen)\b|"
    rf"\b{SELF}\b[^,;:]{{0,60}}\bin\s+(?:overleg|gesprek|dialoog)\s+gaan?\b|\bop (?:mij|ons) rekenen|\bengageert de (?:vlaamse )?regering zich"
)
PLAN = _compiled(
    r"\b(?:(?:ben|zijn)\s+(?:\w+\s+){0,3}van\s+plan\b|gepland\s+(?:dat|om)\b|(?:sta(?:at|an)|is|zijn)\s+gepland|"
    r"ingepland\b)"
)
AIM = _compiled(
    r"(?<!niet )\b(?:is|blijft)\s+(?:\w+\s+){0,3}(?:de|mijn|onze)\s+(?:\w+\s+)?"
    r"(?:bedoeling|betrachting|intentie)\b(?=[^.;]*\b(?:om|dat)\b)|(?<!met )\b(?:de|mijn|onze)\s+(?:\w+\s+)?(?:bedoeling|intentie)\s+(?:is|om|blijft)\b|"
    r"\b(?:ik|we|wij)\s+(?:\w+\s+){0,2}(?:ambieer|ambiëren|streef|streven)\s+ernaar\b"
)
NO_AIM = _compiled(r"\bte\s+(?:hebben|zijn|krijgen|zien|weten|kunnen)\b")
"""What is meant to be the case is no act."""

READY_TO = _compiled(rf"\b(?:ben|zijn)\s+(?:{SELF}\s+)?(?:\w+\s+){{0,3}}bereid\b[^;:]*\b(?:om|tot)\b")
AMBITION = _compiled(r"\b(?:mijn|onze)\s+(?:\w+\s+)?(?:ambitie|doelstelling|doel|streefdoel)\b[^;:]*\bom\b")
"""With a day, this is more than a wish."""

DUE = _compiled(r"\ber\s+(?:\w+\s+)?(?:moet|moeten)\b[^,;:]{0,80}\b(?:komen|(?:klaar|rond|af)\s+zijn)\b")
"""What must be there by a day, of whoever answers for it."""

AGREED = _compiled(rf"\b(?:afgesproken|beslist|overeengekomen)\b[^,;:]{{0,40}}\bdat\s+{SELF}\b")
HOPED = _compiled(r"\b(?:hoop|hopen)\s+(?:ik|we|wij)\b[^,;:]*\bte\s+\w+|\b(?:ik|we|wij)\s+(?:hoop|hopen)\b[^,;:]*\bte\s+\w+")
ONGOING = _compiled(
    r"\b(?:ben|zijn|zitten)\s+(?:\w+\s+){0,3}(?:(?:aan\s+het|het)\s+(?:bekijken|kijken|onderzoeken|nagaan|overwegen|"
    r"uitwerken|uitzoeken|voorbereiden)|op\s+zoek\s+naar)\b"
)
_DONE_OVER = r"(?:gedeeld|bezorgd|overgemaakt|doorgestuurd|voorgelegd)"
OFFER = _compiled(
    rf"\b(?:{SELF}\s+(?:\w+\s+){{0,8}}?kan|{SELF}\s+(?:\w+\s+){{0,8}}?kunnen|(?:kan|kunnen)\s+{SELF})\b[^;:]{{0,120}}"
    rf"\b{HANDS_OVER}\b|\b(?:kan|kunnen|mag|mogen)\b[^,;:]{{0,80}}\b{_DONE_OVER}\b\s*worden|"
    rf"\b(?:kan|kunnen)\b[^,;:]{{0,80}}\bworden\s+{_DONE_OVER}\b"
)
ASKED_FOR = _compiled(
    r"\b(?:gevraagd|opgedragen|opdracht gegeven)\b[^;:]{0,60}"
    r"\b(?:mee te nemen|rekening te houden|mee in kaart te brengen)\b"
)
"""Asked of one's own people, still to be weighed by them."""

OWES = _compiled(
    rf"\b(?:{SELF}\s+moet(?:en)?|moet(?:en)?\s+{SELF})\b[^,;:]{{0,80}}\b(?:nagaan|navragen|nakijken|opzoeken|uitzoeken)\b"
)
_MADE = (
    r"(?:plan|nota|decreet|besluit|ontwerp|wet|wetgeving|oproep|studie|onderzoek|campagne|overleg|evaluatie|kader|"
    r"werkgroep|taskforce|fonds|subsidie|regeling|verbod|budget|middelen|actualisering|hervorming|wijziging|audit|"
    r"meldpunt|loket|richtlijn|omzendbrief|rondetafel|conferentie|aanpak|verlenging|uitbreiding|overeenkomst|akkoord)"
)
COMES = _compiled(
    rf"\b(?:er\s+(?:\w+\s+){{0,2}}(?:komt|komen)|(?:komt|komen)\s+er|er\s+(?:zal|zullen)[^,;:]{{0,80}}\bkomen)\b"
    rf"[^,;:]{{0,80}}\b\w*{_MADE}(?:nen|en|s)?\b"
)
HAPPENS = _compiled(
    rf"\b(?:kom(?:t|en)\b(?=[^,;:]*\b(?:samen|eraan|uit|aan\s+bod|\w*{_MADE}(?:nen|en|s)?)\b)|(?:(?<!de\s)(?<!een\s)start(?:en)?|begint|beginnen|volg(?:t|en)|"
    r"verschijn(?:t|en))\b|(?:gaat|gaan)\b(?=[^,;:]*\b(?:van\s+start|open|live|in\s+voege)\b)|treed(?:t|en)\b"
    r"(?=[^,;:]*\bin\s+werking\b)|vind(?:t|en)\b(?=[^,;:]*\bplaats\b)|(?:is|zijn)\b(?!\s+er\b)(?=[^,;:]*\b(?:klaar|rond|afgerond|"
    r"beschikbaar|voorzien)\b)|lig(?:t|gen)\b(?=[^,;:]*\bvoor\b))"
)
"""What takes place in the present tense: with a day in the future it is announced."""

WILL_HAPPEN = _compiled(
    r"\b(?:plaatsvinden|plaats\s+vinden|van\s+start\s+gaan|in\s+werking\s+treden|samenkomen|opgestart\s+zijn)\b"
)
WILL_COME = _compiled(
    r"\b(?:starten|volgen|verschijnen|komen|ingaan|aanvangen|gebeuren|(?:klaar|rond|afgerond|beschikbaar)\s+zijn)\b"
)
"""With a day, so is what will come of itself."""

ELSEWHERE = _compiled(
    r"\b(?:europe(?:es|se)|europa|eu|federale?|commissie|lidstaten|(?:lokale\s+)?besturen|gemeenten?|steden|stad|"
    r"provincies?|sector(?:en)?|bedrijf|bedrijven|ondernemingen|werkgevers?|vakbonden|\w*maatschappij(?:en)?|\w*bedrijven|"
    r"raad\s+van\s+state|hof|parlement|scholen|burgers?|mensen|landbouwers?|wallonië|brussel|nederland)\b"
)
"""Whose doings these are, where they are not the government's."""

GENERIC = _compiled(
    r"\b(?:jaarlijkse?|maandelijkse?|telkens|altijd|steeds|elke?|iedere?|standaard|verwacht|geacht|verondersteld|gevraagd|"
    r"bedoeld|genoemd|beschouwd|bepaald|vastgesteld)\b"
)
"""What is always done, or done to words, is not announced."""

ASSERTED = _compiled(
    r"\b(?:betekent|wil\s+(?:\w+\s+)?zeggen|houdt\s+in|beslist|afgesproken|overeengekomen|vastgelegd|gepland|"
    r"bevestigen|bevestig|meedelen|meegeven|zeggen|garanderen|verzekeren|evident|vanzelfsprekend|is\s+(?:\w+\s+){0,3}zo|vandaar|beloofd|toegezegd|"
    r"aangekondigd|engagement|zeg\s+ik\s+\w+|het\s+klopt|zorgen\s+(?:we|wij|ik)\s+ervoor|zorgen\s+ervoor)\b[^,;:]{0,30},?\s*$"
)
"""Stands before a "that" whose clause is as good as a main clause."""

CREATED = _compiled(
    r"^\W*(?:\w+\s+)?er\s+(?:wordt|worden)\b[^,;:]*\b(?:opgericht|ingevoerd|gelanceerd|afgeschaft|aangepast|verlengd|"
    r"uitgebreid|herzien|opgestart)\b|\b(?:wordt|worden)\s+er\b[^,;:]*\b(?:opgericht|ingevoerd|gelanceerd|afgeschaft|"
    r"aangepast|verlengd|uitgebreid|herzien|opgestart)\b"
)
"""What is there as soon as it is done: said in the present, it is still to come."""

TAKEN_UP = _compiled(r"\b(?:meegenomen|(?:her)?bekeken|onderzocht|nagegaan|opgevolgd|overwogen|uitgezocht)\b")
READY = _compiled(
    r"\b\w*(?:rapport(?:ering)?|studie|onderzoek|evaluatie|plan|nota|decreet|besluit|ontwerp|resultaten|cijfers|oproep|"
    r"kader|advies|analyse|overleg|website|platform|tool|systeem|subsidie|reglement|voorstel|campagne)\b"
)
"""What a government makes and hands over: with a day in the future, that is a promise too."""
