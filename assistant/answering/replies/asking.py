"""What one sentence shows about asking: that it asks, leans on the one before, only announces, or asks nobody.

Each function judges one sentence by its folded words. Dutch, French and English. Knows nothing of turns.
"""

from __future__ import annotations

import re

from index.terms import fold

_BEFORE = (
    r"(?:(?:mijnheer|mevrouw|meneer|monsieur|madame|mister|dear|geachte|beste)[ ,]+(?:de |le |la )?|"
    r"(?:vice-?)?(?:eerste)?minister(?:-president)?,? |staatssecretaris,? |ministre,? |"
    r"(?:en|et|and|maar|mais|but|dus|donc|so|daarom|dan|nu|concreet|tot slot|ten slotte|verder|voorts|daarnaast|"
    r"enfin|ensuite|finally|lastly|also|ook|or|eerst(?:ens)?|vervolgens|anderzijds|enerzijds)[ ,:]+|"
    r"(?:ten )?(?:eerste|tweede|derde|vierde|vijfde|zesde)(?: vraag)?[ ,:]+)*"
)
_NOT_ASKED = re.compile(r"(?:graag gedaan|ik (?:hoor|zie|lees) graag dat|ik vraag me dat niet|ik heb niet gevraagd)\b")
_REQUEST = re.compile(
    rf"^{_BEFORE}(?:kunt u|kan u|kunnen we|zou u|zoudt u|wilt u|wil u|zult u|bent u (?:bereid|van plan|het eens)|"
    r"hoeveel|in welke mate|in hoeverre|op welke (?:manier|wijze)|hoe komt het|kan de minister|"
    r"can you|could you|would you|will you|are you (?:willing|prepared)|how many|how much|to what extent|"
    r"pouvez-vous|pourriez-vous|comptez-vous|etes-vous pret|combien|dans quelle mesure|quel(?:le)?s? (?:est|sont)|"
    r"quid)\b"
)
_INDIRECT = re.compile(
    # Dutch: wanting to know, and one's question told
    r"\bgraag (?:\w+ ){0,4}(?:vernomen|geweten|gehoord|gekregen|gezien|weten|vernemen|horen|vragen|krijgen)\b|"
    r"\bgraag (?:\w+ ){0,6}?(?:of|wat|hoe|welke|wanneer|waarom|hoeveel|wie)\b|"
    r"\b(?:ik|we|wij) (?:hoor|horen|verneem|vernemen|krijg|kregen|kreeg|had|hadden)\b[^.;]{0,40}\bgraag\b[^.;]{0,40}"
    r"\b(?:of|wat|hoe|welke|wanneer|waarom|hoeveel|visie|standpunt|reactie|mening|toelichting|intenties|duidelijkheid|"
    r"stand van zaken|uitleg|bevestigd|verduidelijking|inzicht)\b|"
    rf"^{_BEFORE}graag (?:uw|een|wat|meer|ook|nog) \w+|"
    r"\bgraag (?:eventjes |even )?uw (?:toelichting|visie|reactie|mening|standpunt)\b|"
    r"\b(?:ik|we|wij) (?:\w+ ){0,3}?(?:wil|wilde|wilden|willen|wou|wouden|zou|zouden) (?:\w+ ){0,8}?"
    r"(?:weten|vernemen|vragen)\b(?! (?:stellen|niet))|"
    r"\b(?:wil|wilde|wilden|willen|wou|wouden|zou|zouden) (?:ik|we|wij) (?:\w+ ){0,8}?"
    r"(?:weten|vernemen|vragen)\b(?! (?:stellen|niet))|"
    r"\bmijn (?:\w+ ){0,2}?vra(?:ag|gen)\b[^.;]{0,60}?\b(?:is|was|luidt|zijn)\b[^.;]{0,40}?"
    r"\b(?:of|wat|hoe|welke|wanneer|waarom|hoeveel|wie|waar|in hoeverre|in welke)\b|"
    r"\b(?:de|een|dus de) (?:\w+ ){0,2}vraag (?:is|luidt|blijft)\b[^.;]{0,25}"
    r"\b(?:of|wat|hoe|welke|wanneer|waarom|wie)\b|"
    r"\b(?:ik|wij|we) (?:vraag|vragen) (?:me|mij|ons|u|de minister|de regering)\b[^.;]{0,40}?"
    r"\b(?:of|wat|hoe|welke|wanneer|waarom|hoeveel|wie|waar|om)\b|"
    r"\bbenieuwd (?:\w+ ){0,3}?(?:naar|of|hoe|wat|welke|wanneer|waarom)\b|\bde vraag (?:\w+ ){0,3}of\b|"
    r"\b(?:misschien )?kunt u (?:\w+ ){1,12}(?:geven|maken|toelichten|zeggen|verduidelijken|meedelen|bevestigen)\b|"
    # French
    r"\b(?:voudrais|aimerais|souhaite|souhaiterais|souhaitais|voulais|desire|desirerais|"
    r"aurais(?: \w+){0,2} (?:aime|voulu)) (?:\w+ ){0,2}?(?:savoir|connaitre|apprendre|"
    r"vous demander|vous interroger|obtenir)\b|"
    r"\b(?:je|nous) (?:vous )?(?:demande|demandons) (?:\w+ ){0,3}?(?:si|quand|comment|pourquoi|ce que|quel\w*)\b|"
    r"\bma (?:\w+ )?question (?:\w+ ){0,3}?(?:est|etait|porte|concerne)\b[^.;]{0,40}"
    r"\b(?:si|savoir|suivante|quel\w*|quand|comment|pourquoi)\b|"
    # English
    r"\b(?:would|should|'d) (?:also )?like (?:\w+ ){0,3}?to (?:know|ask|hear|learn|understand)\b|"
    r"\b(?:i|we) (?:also )?(?:wonder|was wondering|am wondering|want to know|want to ask|wanted to ask|"
    r"would be grateful|ask (?:the|whether|if))\b|"
    r"\bmy (?:\w+ ){0,2}question (?:\w+ ){0,4}?is (?:whether|if|how|what|why|when)\b|"
    r"\bplease (?:tell|explain|confirm|clarify)\b"
)
_PAST = re.compile(
    r"\b(?:vorige|eerder|toen|destijds|vorig jaar|geleden|ooit|derni(?:er|ere)|last (?:year|week|time))\b[^.;]*"
    r"\b(?:gevraagd|vroeg|gesteld|stelde|demandais|asked)\b|"
    r"\b(?:vroeg|stelde|heb|hebben) (?:\w+ ){0,6}(?:gevraagd|gesteld|bevraagd)\b"
)
_ANNOUNCES = re.compile(
    r"\b(?:volgende|aantal|enkele|paar|twee|drie|vier|extra|bijkomende|concrete|nog een|mijn|wat) "
    r"(?:\w+ ){0,4}?(?:vra(?:ag|gen|agje|agjes)|vraagjes)\b[^?]*$|\bvra(?:ag|gen) (?:aan|voor) u\b|"
    r"\b(?:mes|deux|trois|quelques|plusieurs) (?:\w+ ){0,2}questions\b[^?]*$|\bquestions? suivantes?\b|"
    r"\b(?:my|following|two|three|some|few|several) (?:\w+ ){0,2}questions?\b[^?]*$"
)
_ANNOUNCES_WORDS = 22
_COURTESY = re.compile(
    r"^(?:(?:en|alvast|bij voorbaat|hartelijk|voorzitter|minister)[ ,]+)*(?:dank|bedankt|merci|thank|je vous remercie|"
    r"d'avance|ik dank|tot daar|dat was het|dat waren|voila)\b|"
    r"\b(?:ik )?(?:kijk (?:alvast )?uit naar|hoor graag|wacht op|verneem graag|dank u voor) "
    r"(?:\w+ ){0,2}?antwoord(?:en)?\W*$|"
    r"\b(?:look forward to|await) your (?:answers?|reply|replies|response)\W*$|\battends vo(?:tre|s) reponses?\W*$"
)
_COURTEOUS_WORDS = 14
_DEPENDENT = re.compile(
    r"^(?:en |et |and )?(?:zo (?:ja|nee|neen|niet)|indien (?:ja|nee|neen|niet|wel|zo)|waarom (?:wel|niet)|wel of niet|"
    r"zoja|graag (?:ook )?(?:een )?(?:\w+ ){0,4}?(?:uitgesplitst|opgesplitst|opsplitsing|uitsplitsing|per)|of\b|"
    r"si oui|si non|dans l'affirmative|dans la negative|le cas echeant|pourquoi pas|ou (?:est|faut|va|sont)|"
    r"if so|if not|why not|or (?:is|are|do|does|will|should|can)|"
    r"kunt u (?:dat|dit|die|deze|dat eens|die cijfers|dit even|hier|daar)\b(?: \w+){0,5}\W*$|"
    r"kan u (?:dat|dit|die|deze|hier|daar)\b(?: \w+){0,5}\W*$|pouvez-vous (?:le|la|les|nous le|nous la|nous les|en)\b|"
    r"can you (?:confirm|explain|clarify) (?:that|this|it)\b)"
)
_BARE, _FEW = 2, 5
"""Words: a question so bare ("Waarom?", "Tegen wanneer?"), or with few words that refer back ("Hoe ziet u dat?"), asks
for more of what the sentence before it is about."""
_REFERS = re.compile(
    r"\b(?:dat|dit|die|deze|daar\w*|hier\w*|ervan|erover|eraan|ermee|ervoor|erin|ertoe|ze|zij|hij|dergelijke?|zulke|"
    r"laatstgenoemde|dezelfde|cela|ceci|ca|ces?|cette|celui\w*|celles?|ceux|ils?|elles?|this|that|these|those|it|"
    r"they|them|such)\b"
)
_REFERRING_HEAD = 7
"""Words: what refers back does so early ("Hoe ziet u dat?"); a later "dat" mostly opens a clause."""
_HEAD = re.compile(r"\S+")
_REFERS_TO_NOTHING = re.compile(
    r"\bdat (?=(?:de|het|een|u|er|ik|we|wij|ze|zij|hij|men|alle|elk|onze|uw)\b)|"
    r"\bd(?:it|eze) (?:jaar|week|maand|zomer|moment|legislatuur|regering|commissie|parlement)\b|"
    r"\bthis (?:year|month|term|government|committee)\b|\bc(?:e|ette) (?:annee|mois|gouvernement|legislature)\b"
)
_ANSWERS_ITSELF = re.compile(
    r"^(?:omdat|want|nee|neen|ja|jawel|natuurlijk|uiteraard|blijkbaar|absoluut|helemaal niet|het antwoord|wel,|tja|"
    r"ik (?:denk|vrees|vermoed) (?:het|van) (?:niet|wel)|niemand|niets|nergens|nooit|because|no\b|yes\b|of course|"
    r"non\b|oui\b|parce que|bien sur|evidemment|la reponse)\b"
)
_TAG = re.compile(
    r"(?:, ?|\. ?|^)(?:toch|nietwaar|niet|he|ja|hoor|begrijpt u|weet u|n'est-ce pas|non|right|isn't it|okay|oke|ziet u|"
    r"wat denkt u|sorry|pardon|hm)\s*\?\W*$"
)
_QUOTED = re.compile(r"^[\"“‘«]")
_TO_SOMEBODY = re.compile(
    r"\b(?:u|uw|minister\w*|staatssecretaris|regering|vous|votre|vos|ministre|you|your|kabinet)\b"
)


def asks(sentence: str) -> bool:
    """Whether a sentence asks: with a question mark, or in words ("Graag had ik vernomen of ...", "Kunt u ...")."""
    said = fold(sentence)
    if "?" in sentence[-4:]:
        return not (_QUOTED.match(sentence) or _TAG.search(said))
    if _NOT_ASKED.search(said) or _PAST.search(said) or is_courtesy(sentence):
        return False
    return bool(_REQUEST.search(said) or _INDIRECT.search(said))


def is_announcement(sentence: str) -> bool:
    """Whether a sentence only says that questions follow: "Ik heb daarover drie vragen."."""
    said = fold(sentence)
    return "?" not in said and len(said.split()) <= _ANNOUNCES_WORDS and bool(_ANNOUNCES.search(said))


def is_courtesy(sentence: str) -> bool:
    """Whether a sentence is thanks, or looks forward to the answer."""
    said = fold(sentence)
    return len(said.split()) <= _COURTEOUS_WORDS and bool(_COURTESY.search(said))


def is_dependent(sentence: str) -> bool:
    """Whether a question asks on where the one before it stopped: "Zo ja, wanneer?", "Waarom niet?"."""
    said = fold(sentence)
    count = len(said.split())
    return count <= _BARE or (count <= _FEW and refers_back(sentence)) or bool(_DEPENDENT.match(said))


def refers_back(sentence: str) -> bool:
    """Whether a question is not understood without the sentence before it: "Kunt u dat bevestigen?"."""
    head = " ".join(_HEAD.findall(fold(sentence))[:_REFERRING_HEAD])
    return bool(_REFERS.search(_REFERS_TO_NOTHING.sub(" ", head)))


def answers_itself(question: str, after: str) -> bool:
    """Whether the sentence after a question answers it, so that it was put to nobody: "Waarom? Omdat ...".

    A question to somebody ("u", "minister") is meant.
    """
    return not _TO_SOMEBODY.search(fold(question)) and bool(_ANSWERS_ITSELF.match(fold(after)))
