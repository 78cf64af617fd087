"""The words with which Dutch, English and French name a deadline. Knows nothing of days.

Each language gives what binds ("by", "before", "after", "in"), the parts of a period, the periods themselves as small
patterns of one kind each, time spans ("within two weeks"), and deadlines that name no period ("soon").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_YEAR = r"(?P<year>(?:19|20)\d\d)"


@dataclass(frozen=True, slots=True)
class Words:
    """What one language says. Patterns are for text of any case; kinds of `periods` are those of `deadlines.py`."""

    months: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    seasons: Mapping[str, str]
    ordinals: Mapping[str, int]
    manners: Mapping[str, str]
    parts: Mapping[str, str]
    day_words: Mapping[str, int]
    weekdays: Mapping[str, int]
    periods: Mapping[str, str]
    span: str
    term: str
    vague: str
    not_after: str
    begins: str
    hints: frozenset[str]


def _counted(words: str, first: int = 1) -> dict[str, int]:
    """Numbers by word; a slash parts words of one number."""
    return {word: number for number, names in enumerate(words.split(), first) for word in names.split("/")}


def _hints(*words: Mapping[str, object] | str) -> frozenset[str]:
    """Words, in small letters, one of which stands in every deadline: those given, and years."""
    given = {
        word
        for some in words
        for phrase in (some.split() if isinstance(some, str) else some)
        for word in phrase.split()
    }
    return frozenset(given | {str(year) for year in range(1900, 2100)})


def _any(words: Mapping[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NL_MONTHS = _counted("januari februari maart april mei juni juli augustus september oktober november december")
_NL_NUMBERS = _counted("een/één twee drie vier vijf zes zeven acht negen tien elf twaalf")
_NL_UNITS = {"dag": "day", "dagen": "day", "week": "week", "weken": "week", "maand": "month", "maanden": "month",
             "jaar": "year", "uur": "hour"}  # fmt: skip
_NL_SEASONS = {"voorjaar": "spring", "lente": "spring", "zomer": "summer", "najaar": "autumn", "herfst": "autumn",
               "winter": "winter"}  # fmt: skip
_NL_ORDINALS = _counted("eerste/1 tweede/2 derde/3 vierde/laatste/4")
_NL_WEEKDAYS = _counted("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag", 0)
_NL_WHICH = r"(?:\s+(?:van\s+)?(?:" + _YEAR + r"|(?P<this>dit\s+jaar|het\s+jaar)|(?P<next>(?:het\s+)?volgend\s+jaar)))?"
_NL_DET = r"(?:het|de|dit|deze|(?P<coming>komende?|volgende?|aankomende?|eerstvolgende?)|het\s+komende|de\s+komende)"

NL = Words(
    months=_NL_MONTHS,
    numbers=_NL_NUMBERS,
    units=_NL_UNITS,
    seasons=_NL_SEASONS,
    ordinals=_NL_ORDINALS,
    manners={
        "voor": "before",
        "vóór": "before",
        "tegen": "by",
        "uiterlijk": "in",
        "uiterlijk in": "in",
        "uiterlijk op": "in",
        "uiterlijk tegen": "by",
        "ten laatste": "in",
        "ten laatste in": "in",
        "ten laatste op": "in",
        "ten laatste tegen": "by",
        "tot": "by",
        "na": "after",
        "in": "in",
        "tijdens": "in",
        "op": "in",
        "rond": "in",
        "in de loop van": "in",
        "in de loop van de maand": "in",
        "in de week van": "in",
        "later": "in",
        "doorheen": "in",
        "in de periode": "in",
        "tegen de periode": "by",
        "vanaf": "from",
        "per": "from",
        "met ingang van": "from",
        "in de maand": "in",
    },
    parts={
        "begin": "begin",
        "het begin van": "begin",
        "begin van": "begin",
        "aanvang": "begin",
        "midden": "middle",
        "het midden van": "middle",
        "half": "middle",
        "halfweg": "middle",
        "halverwege": "middle",
        "medio": "middle",
        "eind": "end",
        "einde": "end",
        "het einde van": "end",
        "het eind van": "end",
        "einde van": "end",
        "eind van": "end",
    },
    day_words={"vandaag": 0, "vandaag nog": 0, "morgen": 1, "overmorgen": 2},
    weekdays=_NL_WEEKDAYS,
    periods={
        "date": rf"(?P<day>\d{{1,2}})\s+(?P<month>{_any(_NL_MONTHS)})(?:\s+{_YEAR})?",
        "month": rf"(?:{_NL_DET}\s+)?(?P<month>{_any(_NL_MONTHS)}){_NL_WHICH}",
        "season": rf"(?:{_NL_DET}\s+)*(?P<season>{_any(_NL_SEASONS)}){_NL_WHICH}",
        "recess": rf"(?:het\s+|de\s+)?(?:zomerreces|zomervakantie|grote\s+vakantie|parlementair\s+reces){_NL_WHICH}",
        "quarter": rf"(?:(?:het\s+)?(?P<which>{_any(_NL_ORDINALS)})\s+(?:kwartaal|trimester)|"
        rf"q(?P<which2>[1-4])){_NL_WHICH}",
        "half": rf"(?:de\s+|het\s+)?(?P<which>eerste|tweede)\s+(?:jaarhelft|helft|semester){_NL_WHICH}",
        "school": r"(?:het\s+)?(?:(?P<coming>volgende?|komende?|nieuwe)|dit|lopende)\s+schooljaar",
        "weekday": rf"(?:aanstaande|komende|volgende)\s+(?P<weekday>{_any(_NL_WEEKDAYS)})",
        "years": r"(?P<year>20\d\d)\s*[-–]\s*(?P<last>20\d\d)",
        "unit": r"(?:dit|deze|het|de|(?P<next>volgende?|komende?)|het\s+(?P<next2>volgende|komende)|"
        r"de\s+(?P<next3>volgende|komende))\s+(?:lopende\s+)?(?P<unit>week|maand|jaar|kalenderjaar|begrotingsjaar)",
        "year": rf"(?:het\s+jaar\s+)?{_YEAR}",
        "day_word": r"(?P<day_word>vandaag\s+nog|morgen|overmorgen)",
    },
    span=rf"(?:binnen\s+(?:(?:een|de)\s+termijn\s+van\s+)?|over\s+)(?:(?:de|een|het|maximaal|ongeveer|nu\s+en)\s+)*"
    rf"(?:(?P<count>\d+|{_any(_NL_NUMBERS)})\s+(?:à\s+\w+\s+)?)?(?P<unit>{_any(_NL_UNITS)})",
    term=r"(?<!voor )(?<!vóór )(?:(?:(?:in|tijdens|binnen|voor(?=\s+het)|tegen|op)\s+)?(?:(?:het|de)\s+)?"
    r"(?:eind|einde|loop)\s+van\s+(?:de\s+(?=leg))?|(?:(?:in|tijdens|binnen)\s+)?(?!leg))"
    r"(?:(?:deze|de\s+(?:huidige|lopende))\s+|(?<=\sde\s))(?:legislatuur|regeerperiode|zittingsperiode)",
    not_after=r"(?!\s+(?:vorig|verleden|geleden|jongstleden|laatstleden))",
    vague=r"(?:(?:heel|zeer|al)\s+)*(?:binnenkort|spoedig|weldra|eerstdaags)|"
    r"zo\s+(?:snel|vlug|spoedig|gauw)\s+(?:als\s+)?mogelijk|"
    r"(?<!te\s)(?<!zo\s)(?<!hoe\s)(?<!even\s)(?<!niet\s)(?:(?:heel|zeer|nu|"
    r"vrij)\s+)?snel(?!\s+(?:genoeg|mogelijk|als))|"
    r"(?:op|binnen)\s+(?:(?:zeer|heel|een|redelijk|vrij|relatief)\s+)*(?:korte|afzienbare|"
    r"middellange)\s+(?:termijn|tijd)|"
    r"(?:(?:in(?:\s+de\s+loop\s+van)?|binnen|over|tijdens|gedurende)\s+)?(?:(?:de|een)\s+)?(?:komende|"
    r"eerstkomende|eerstvolgende|"
    r"volgende|enkele|paar)\s+(?:paar\s+)?(?:dagen|weken|maanden|tijd|periode|jaren)|"
    r"(?:(?:van\s+)?zodra|(?<!nu\s)eenmaal)\s+[^,.;:?!]{4,120}|vanaf\s+het\s+(?:moment|"
    r"ogenblik)\s+dat\s+[^,.;:?!]{4,120}|"
    r"(?:in|tijdens|tegen|vanaf)\s+(?:het\s+)?(?:volgende?|komende?|nieuwe)\s+(?:werk|academie|parlementaire?\s+)"
    r"\s*jaar|(?:v[oó][oó]r|na|tegen|tijdens|in|rond)\s+(?:de\s+)?(?:(?:paas|kerst|krokus|"
    r"herfst)(?:vakantie|reces)|pasen|"
    r"kerst(?:mis)?|nieuwjaar|pinksteren)|(?:bij|met)\s+de\s+(?:(?:volgende|komende|"
    r"eerstvolgende)\s+)?begrotings(?:controle|opmaak|aanpassing|wijziging|ronde|besprekingen?)|"
    r"in\s+de\s+nabije\s+toekomst|te\s+gepasten\s+tijde|"
    r"na\s+(?:de\s+)?(?:afloop|afronding|goedkeuring|oplevering|afwerking)\s+(?:van|door)\s+[^,.;:?!]{4,80}",
    begins="in tijdens binnen voor vóór tegen op het de eind einde loop deze legislatuur regeerperiode zittingsperiode "
    "heel zeer al binnenkort spoedig weldra eerstdaags zo nu vrij snel over gedurende een komende? "
    "eerstkomende eerstvolgende? "
    "volgende? aankomende? enkele paar van zodra eenmaal vanaf na rond bij met te nog ten uiterlijk "
    "tot doorheen later per "
    "begin aanvang midden half halfweg halverwege medio dit lopende nieuwe? eerste tweede derde vierde laatste q[1-4] "
    "aanstaande vandaag morgen overmorgen zomerreces zomervakantie grote parlementair pasen "
    + " ".join([*_NL_MONTHS, *_NL_SEASONS]),
    hints=_hints(
        _NL_MONTHS, _NL_SEASONS, _NL_UNITS, _NL_WEEKDAYS,
        "zomerreces zomervakantie vakantie reces kwartaal trimester q1 q2 q3 q4 helft jaarhelft semester schooljaar "
        "kalenderjaar begrotingsjaar vandaag morgen overmorgen legislatuur regeerperiode "
        "zittingsperiode binnenkort spoedig "
        "weldra eerstdaags mogelijk snel termijn tijd periode jaren zodra eenmaal moment ogenblik "
        "werkjaar academiejaar "
        "paasvakantie kerstvakantie krokusvakantie herfstvakantie paasreces kerstreces krokusreces "
        "herfstreces pasen kerst "
        "kerstmis nieuwjaar pinksteren begrotingscontrole begrotingsopmaak begrotingsaanpassing begrotingswijziging "
        "begrotingsronde begrotingsbespreking begrotingsbesprekingen toekomst tijde afloop afronding "
        "goedkeuring oplevering "
        "afwerking",
    ),
)  # fmt: skip

_EN_MONTHS = _counted("january february march april may june july august september october november december")
_EN_NUMBERS = _counted("a/an/one two three four five six seven eight nine ten eleven twelve")
_EN_UNITS = {"day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
             "year": "year", "years": "year", "hours": "hour"}  # fmt: skip
_EN_SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter"}
_EN_ORDINALS = _counted("first second third fourth/last")
_EN_WHICH = r"(?:,?\s+(?:of\s+)?(?:" + _YEAR + r"|(?P<this>this\s+year|the\s+year)|(?P<next>next\s+year)))?"
_EN_DET = r"(?:the|this|(?P<coming>next|coming)|the\s+coming)"

EN = Words(
    months=_EN_MONTHS,
    numbers=_EN_NUMBERS,
    units=_EN_UNITS,
    seasons=_EN_SEASONS,
    ordinals=_EN_ORDINALS,
    manners={
        "before": "before",
        "by": "by",
        "no later than": "in",
        "at the latest by": "by",
        "after": "after",
        "in": "in",
        "during": "in",
        "in the course of": "in",
        "until": "by",
        "on": "in",
        "from": "from",
        "over": "in",
        "later in": "in",
        "later": "in",
        "within": "in",
        "around": "in",
    },
    parts={
        "early": "begin",
        "the beginning of": "begin",
        "the start of": "begin",
        "mid": "middle",
        "mid-": "middle",
        "the middle of": "middle",
        "late": "end",
        "the end of": "end",
        "end of": "end",
        "early in": "begin",
    },
    day_words={"today": 0, "tomorrow": 1},
    weekdays={},
    periods={
        "date": rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_any(_EN_MONTHS)})(?:\s+{_YEAR})?|"
        rf"(?P<month2>{_any(_EN_MONTHS)})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year2>20\d\d))?",
        "month": rf"(?:{_EN_DET}\s+)?(?P<month>{_any(_EN_MONTHS)}){_EN_WHICH}",
        "recess": rf"(?:the\s+)?(?:summer\s+recess|summer\s+holidays?|parliamentary\s+recess|recess){_EN_WHICH}",
        "season": rf"(?:{_EN_DET}\s+)?(?P<season>{_any(_EN_SEASONS)}){_EN_WHICH}",
        "quarter": rf"(?:the\s+)?(?P<which>{_any(_EN_ORDINALS)})\s+quarter{_EN_WHICH}",
        "half": rf"(?:the\s+)?(?P<which>first|second)\s+half{_EN_WHICH}",
        "years": r"(?P<year>20\d\d)\s*[-–]\s*(?P<last>20\d\d)",
        "unit": r"(?:this|the|(?P<next>next))\s+(?:calendar\s+|financial\s+)?(?P<unit>week|month|year)",
        "year": _YEAR,
        "day_word": r"(?P<day_word>tomorrow)",
    },
    span=rf"(?:within|in)\s+(?:(?:the\s+next|about|at\s+most)\s+)*(?:(?P<count>\d+|{_any(_EN_NUMBERS)})\s+)"
    rf"(?P<unit>{_any(_EN_UNITS)})(?:['’]s?\s+time)?",
    term=r"(?:(?:before|by|in|during)\s+)?(?:the\s+end\s+of\s+)?this\s+(?:term|parliament|legislature|senedd)",
    not_after=r"(?!\s+(?:last|ago))",
    vague=r"(?:very\s+)?(?:soon|shortly|imminently)|as\s+(?:soon|quickly)\s+as\s+possible|in\s+due\s+course|"
    r"at\s+the\s+earliest\s+opportunity|(?:in|over|within)\s+the\s+(?:coming|next\s+few|next)\s+"
    r"(?:days|weeks|months|years)|in\s+the\s+(?:short|near)\s+(?:term|future)|"
    r"(?:as\s+soon\s+as|once)\s+[^,.;:?!]{4,120}",
    begins="before by no at after in during until on from over later within around early the mid mid- late end "
    "this next coming recess summer first second third fourth last tomorrow very soon shortly imminently as once "
    + " ".join([*_EN_MONTHS, *_EN_SEASONS]),
    hints=_hints(
        _EN_MONTHS, _EN_SEASONS, _EN_UNITS,
        "recess holiday holidays quarter half hour tomorrow term parliament legislature senedd soon "
        "shortly imminently quickly "
        "possible course opportunity future once",
    ),
)  # fmt: skip

_FR_MONTHS = _counted("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
_FR_NUMBERS = _counted("un/une deux trois quatre cinq six sept huit neuf dix onze douze")
_FR_UNITS = {"jour": "day", "jours": "day", "semaine": "week", "semaines": "week", "mois": "month", "an": "year",
             "ans": "year", "année": "year", "années": "year", "heures": "hour"}  # fmt: skip
_FR_SEASONS = {"printemps": "spring", "été": "summer", "automne": "autumn", "hiver": "winter"}
_FR_ORDINALS = _counted("premier/première deuxième/second/seconde troisième quatrième/dernier")
_FR_WHICH = (
    r"(?:\s+(?:de\s+|en\s+)?(?:" + _YEAR + r"|(?P<this>cette\s+année|de\s+l['’]année)|"
    r"(?P<next>(?:de\s+)?l['’]année\s+prochaine)))?(?P<coming>\s+prochaine?)?"
)

FR = Words(
    months=_FR_MONTHS,
    numbers=_FR_NUMBERS,
    units=_FR_UNITS,
    seasons=_FR_SEASONS,
    ordinals=_FR_ORDINALS,
    manners={
        "avant": "before",
        "d'ici": "by",
        "d’ici": "by",
        "d'ici à": "by",
        "d’ici à": "by",
        "pour": "by",
        "au plus tard": "in",
        "au plus tard en": "in",
        "au plus tard à": "in",
        "après": "after",
        "en": "in",
        "dans le courant de": "in",
        "dans le courant du": "in",
        "au cours de": "in",
        "au cours du": "in",
        "dans le courant du mois de": "in",
        "au mois de": "in",
        "à": "in",
        "au": "in",
        "dès": "from",
        "durant": "in",
        "pendant": "in",
        "à partir de": "from",
        "le": "in",
        "au plus tard le": "in",
        "courant": "in",
    },
    parts={
        "début": "begin",
        "au début de": "begin",
        "le début de": "begin",
        "au début du": "begin",
        "mi": "middle",
        "mi-": "middle",
        "à la mi-": "middle",
        "la mi-": "middle",
        "fin": "end",
        "la fin de": "end",
        "la fin du mois de": "end",
        "à la fin de": "end",
        "la fin du": "end",
        "à la fin du": "end",
        "fin du": "end",
        "le milieu de": "middle",
        "au milieu de": "middle",
        "fin de": "end",
        "la fin": "end",
    },
    day_words={"demain": 1},
    weekdays={},
    periods={
        "date": rf"(?:le\s+)?(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>{_any(_FR_MONTHS)})(?:\s+{_YEAR})?",
        "month": rf"(?P<month>{_any(_FR_MONTHS)}){_FR_WHICH}",
        "recess": r"(?:les\s+)?(?:vacances\s+(?:d['’]été|parlementaires)|congés\s+d['’]été)",
        "season": rf"(?:l['’]|le\s+|cet\s+)?(?P<season>{_any(_FR_SEASONS)}){_FR_WHICH}",
        "quarter": rf"(?:le\s+)?(?P<which>{_any(_FR_ORDINALS)})\s+trimestre{_FR_WHICH}",
        "half": rf"(?:le\s+|la\s+)?(?P<which>premi(?:er|ère)|seconde?|deuxième)\s+(?:semestre|moitié){_FR_WHICH}",
        "years": r"(?P<year>20\d\d)\s*[-–]\s*(?P<last>20\d\d)",
        "unit": r"(?:(?:cette|ce|l['’]|la|le)\s*)?(?P<unit>semaine|mois|année)(?P<next>\s+prochaine?)?",
        "year": _YEAR,
        "day_word": r"(?P<day_word>demain)",
    },
    span=rf"(?:dans|sous|endéans|d['’]ici)\s+(?:(?:les|un\s+délai\s+de|environ)\s+)*"
    rf"(?:(?P<count>\d+|{_any(_FR_NUMBERS)})\s+)(?P<unit>{_any(_FR_UNITS)})",
    term=r"(?:(?:avant|d['’]ici|pendant|durant|sous)\s+)?(?:la\s+fin\s+de\s+)?(?:cette|la\s+présente)\s+législature",
    not_after=r"(?!\s+(?:derni[eè]re?|passée?))",
    vague=r"(?:très\s+)?(?:prochainement|bientôt|rapidement)|dans\s+les\s+(?:meilleurs|plus\s+brefs)\s+délais|"
    r"(?:le\s+plus\s+(?:vite|rapidement)|dès\s+que|aussi\s+vite\s+que)\s+possible|à\s+(?:très\s+)?court\s+terme|"
    r"dans\s+les\s+(?:prochains|prochaines)\s+(?:jours|semaines|mois|années)|"
    r"dans\s+les\s+(?:jours|semaines|mois)\s+(?:qui\s+viennent|à\s+venir)|"
    r"dès\s+qu(?:e\s+|['’])[^,.;:?!]{4,120}|une\s+fois\s+que\s+[^,.;:?!]{4,120}",
    begins="avant d pour au après en dans à dès durant pendant le courant début mi la fin milieu les vacances congés l "
    "cet cette ce sous endéans demain très prochainement bientôt rapidement aussi une semaine mois année premier "
    "première deuxième second seconde troisième quatrième dernier "
    + " ".join([*_FR_MONTHS, *_FR_SEASONS]),
    hints=_hints(
        _FR_MONTHS, _FR_SEASONS, _FR_UNITS,
        "vacances congés trimestre semestre moitié demain législature prochainement bientôt "
        "rapidement délais possible terme "
        "dès fois",
    ),
)  # fmt: skip

LANGUAGES = {"nl": NL, "en": EN, "fr": FR}
