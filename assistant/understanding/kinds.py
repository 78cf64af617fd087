"""The kind of answer that a question wants, by the words that show it, in Dutch, English and French.

The word that asks tells most ("waarom belooft hij dat" asks why), so it is looked for among the first words; verbs of
promising and asking count anywhere, unless they are denied ("nooit toegezegd" is a question of what was said). Knows
nothing of what the question is about.
"""

from __future__ import annotations

import re

from assistant.answer import Kind
from index.terms import fold

_FIRST = r"^(?:[^\w'’]*+[\w'’]++){0,3}?[^\w'’]*+(?:[\w'’]*['’])?\b"
"""Up to three words before: "En tegen wanneer", "Mais pour quelle raison". Words are taken whole, never tried in parts:
a question may be one word of a thousand letters."""

_PEOPLE = (
    r"(?:[\w-]+ ){0,2}?[\w-]*(?:parlementsleden|kamerleden|volksvertegenwoordigers|leden|ministers|partijen|fracties|"
    r"sprekers|politici|mps|members|parties|groups|speakers|politicians|deputes|membres|ministres|partis|groupes|"
    r"orateurs)\b"
)
_PERSON = (
    r"(?!(?:did|does|do|is|was|has|had|will|would) )(?:[\w-]+ ){0,2}?[\w-]*(?:parlementslid|kamerlid|"
    r"volksvertegenwoordiger|minister|lid|partij|fractie|spreker|politicus|mp|member|party|group|speaker|politician|"
    r"deputee?|ministre|membre|parti|groupe|orateur)\b"
)
_KINDS: dict[Kind, tuple[str, ...]] = {
    "how often": (
        rf"{_FIRST}(?:hoe (?:vaak|dikwijls|veel keer)|hoeveel (?:keer|keren|maal)|how (?:often|many times|frequently)|"
        r"combien de fois|a combien de reprises)",
    ),
    "list": (
        rf"{_FIRST}(?:welke|which|quels|quelles) {_PEOPLE}",
        r"wie (?:allemaal|nog|van de)|who (?:all|else|from the|of the|among)",
        r"qui d['’]autres?|qui,? (?:dans|parmi) (?:la |les |l['’])",
        r"alle keren|(?:elke|iedere) keer|telkens|alle vermeldingen|iedereen die|every time|each time|every mention|"
        r"all (?:the )?(?:times|mentions)|every(?:one|body) who|tous ceux|toutes celles|chaque fois|"
        r"toutes les (?:fois|mentions)",
        r"^\W*(?:lijst|overzicht|opsomming|som .* op$|noem (?:alle|de)|list|name (?:all|every|the)|liste|enumere)\b",
        rf"{_FIRST}(?:welke|which|quels) (?:maanden|months|mois)\b",
        rf"{_FIRST}(?:welke|which|what|quels) (?:[\w-]+ ){{0,2}}?"
        r"(?:percentages|bedragen|namen|names|pourcentages|noms)\b",
    ),
    "who": (
        rf"{_FIRST}(?:wie|who|whom|whose|qui)\b(?! est-ce qu)",
        rf"{_FIRST}(?:welke?|which|what|quel(?:le)?) {_PERSON}",
    ),
    "when": (
        rf"{_FIRST}(?:wanneer|when|quand|how soon|hoe snel)\b",
        rf"{_FIRST}welke? (?:datum|dag|maand|jaar|moment)\b",
        rf"{_FIRST}(?:what|which) (?:date|day|month|year)\b",
        rf"{_FIRST}quel(?:le)? (?:date|jour|mois|annee|moment)\b",
        r"\b(?:en|and|et) (?:wanneer|when|quand)\W*$",
    ),
    "why": (
        r"\b(?:waarom|hoezo|why|pourquoi)\b",
        r"om welke redenen?|wat (?:is|was) de (?:reden|aanleiding|oorzaak)|hoe komt het",
        r"^\W*(?:en )?(?:waardoor|waaraan)\b",
        r"(?:what|which) reasons?|what (?:is|was|caused|were) the (?:reasons?|cause)|how come|what caused",
        r"quel(?:le)?s? (?:est |sont |etait )?(?:la |les |le )?(?:raisons?|motifs?|causes?)|comment se fait",
    ),
    "how much": (
        rf"{_FIRST}(?:hoeveel|hoelang|hoe (?:lang|groot|hoog|oud|ver|duur)|combien)\b",
        rf"{_FIRST}how (?:much|many|long|large|high|old|far|big)\b",
        rf"{_FIRST}(?:welke?|what|which) (?:is |was )?(?:de |het |the )?(?:bedrag|deel|percentage|aandeel|aantal|prijs|"
        r"kostprijs|amount|share|proportion|number|price|cost|figures?)\b",
        rf"{_FIRST}quel(?:le)?s? (?:est |etait |sont )?(?:l['’]|la |le |les )?(?:montant|pourcentage|part|prix|cout|"
        r"nombre|ampleur|chiffres?|delais?)\b",
        r"^\W*(?:kostprijs|cijfers?|percentage|bedrag|aantal|cost|figures?|number|price|amount|share|cout|prix|nombre|"
        r"chiffres?|montant)\b",
        r"\b(?:percentage|procent|cijfers|pourcentage)\b",
    ),
    "promised": (
        r"\b(?:belo(?:o?f|v)\w*|toegezegd|toezegging\w*|(?:zegde|zegt|zeg) .*\btoe)\b",
        r"(?<!l['’])\bengagement(?:en|s)?\b",
        r"\b(?:promis\w*|pledg\w*|commit(?:s|ted|ting|ments?)?|undert(?:ake|ook|aking)\w*|promet\w*|promesses?)\b",
        r"\b(?:kondig\w* .*\baan|aangekondigd|announce[sd]?|a(?:-t-il|-t-elle|vait)? annonce\w*)\b",
        r"\b(?:in petto|in store|van plan|plant|planning|prevoit)\b",
        # What somebody is going to do, rather than what is the case.
        r"^\W*(?:en |and |et )?(?:gaat|zal|zullen|will|shall|neemt|krijgen|krijgt)\b",
        rf"{_FIRST}(?:hoe|wat|welke?) (?:[\w-]+ ){{0,3}}?(?:wil|gaat|ging|zal|doet)\b(?!.*\b(?:weten|zeggen|horen)\b)",
        rf"{_FIRST}(?:how|what|which) (?:[\w-]+ ){{0,3}}?(?:will|is|was|does|do) .*"
        r"\b(?:doing|going to|want to (?!know|hear)|willing)\b",
        r"\b(?:va|vont|compte|veut|allait)(?:-t)?(?:-(?:il|elle|ils|elles))?\b.*"
        r"\b(?:faire|changer|prendre|se reunir|evoquer|introduire)\b",
        r"\b(?:onder welke voorwaarden?|under what conditions?|a quelles? conditions?)\b",
    ),
    "asked": (
        r"\b(?:vroeg\w*|vraagt|vragen|gevraagd|ondervr\w+|interpel\w+)\b",
        r"\b(?:wil|wilde|wilden|wou)\b.*\b(?:weten|horen|vernemen)\b",
        r"\bwelke vra(?:ag|gen)\b",
        r"\b(?:ask(?:s|ed|ing)?|(?:what|which) questions?|question(?:ed|s)?|request(?:s|ed)?|inquir\w+|enquir\w+)\b",
        r"\bwant(?:s|ed)? to (?:know|hear|learn)\b",
        r"\b(?:demand(?:e|es|a|ait|ent|er|ee|ees)|quelles? questions?|interrog\w+)\b",
        r"\b(?:voul\w+|veut|souhait\w+)\b.*\b(?:savoir|entendre|apprendre)\b",
    ),
}
_PATTERNS = {kind: [re.compile(pattern) for pattern in patterns] for kind, patterns in _KINDS.items()}
_DENIED = re.compile(r"\b(?:nooit|niet|geen|never|not|no|jamais|pas|aucune?)\b|n['’]t\b")


def shown_kind(text: str) -> Kind | None:
    """What kind of answer the words of a question show that it wants, None where they show none."""
    folded = fold(text)
    for kind, patterns in _PATTERNS.items():
        for pattern in patterns:
            match = pattern.search(folded)
            if match and not (kind == "promised" and _DENIED.search(folded[: match.end()])):
                return kind
    return None


def kind_of(text: str) -> Kind:
    """What kind of answer a question wants; "said" where nothing shows another."""
    return shown_kind(text) or "said"
