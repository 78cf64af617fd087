"""Whether an English or a French sentence binds the minister who says it, and how firmly.

The same questions as in `dutch.py` (who, will, what), asked more simply: these languages keep who and will together.
Knows nothing of turns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from index.commitments.base import Binding
from index.commitments.deadlines import Deadline


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rules:
    """Patterns of one language. `shall` and `wants` capture the verb as `act`, and a body of the state as `body`."""

    clause_end: re.Pattern[str]
    supposed: re.Pattern[str]
    others_say: re.Pattern[str]
    shall: tuple[re.Pattern[str], ...]
    passive: re.Pattern[str]
    happens: re.Pattern[str]
    wants: re.Pattern[str]
    promise: re.Pattern[str]
    ongoing: re.Pattern[str]
    weak: re.Pattern[str]
    half_hearted: re.Pattern[str]
    not_act: re.Pattern[str]
    denied: re.Pattern[str]
    by_others: re.Pattern[str]


_EN_SELF = r"(?:I|we)"
_EN_BODY = (
    r"(?:(?:my|our|the)\s+(?:\w+\s+)?(?:department|officials|office|administration|government|ministry|agency|"
    r"services|cabinet))"
)
_EN = _Rules(
    clause_end=_compiled(r"[;:–]\s|,\s|\s(?=(?:but|because|although|while|whereas|and (?:I|we|then|that))\s)"),
    supposed=_compiled(r"^\W*(?:and |but )?(?:if|unless|should|whether|when|before|until|because|since|were)\b"),
    others_say=_compiled(
        r"\b(?:you|he|she|they|people|the member|the (?:honourable|hon) \w+)\s+(?:\w+\s+)?(?:say|says|said|ask|asks|"
        r"asked|suggest|suggests|claim|think|want|hope)\b[^.;]{0,60}\b(?:that|whether|if|what|how)\b"
    ),
    shall=(
        _compiled(
            rf"\b(?:{_EN_SELF}|(?P<body>{_EN_BODY}))(?:['’]ll|\s+(?:also\s+|therefore\s+)?(?:will|"
            rf"shall|am\s+going\s+to|"
            rf"are\s+going\s+to|is\s+going\s+to))\s+(?P<act>[^,;:]*)"
        ),
        _compiled(rf"\b(?P<body>{_EN_BODY})['’]s\s+going\s+to\s+(?P<act>[^,;:]*)|\bI['’]m\s+going\s+to\s+(?P<act2>[^,;:]*)|"
                  rf"\bwe['’]re\s+going\s+to\s+(?P<act3>[^,;:]*)"),
    ),
    passive=_compiled(r"\b(?:will|shall)\s+(?:then\s+|also\s+)?be\s+(?P<act>\w+(?:ed|en|ought|ut|et|ne|de)\b[^,;:]*)"),
    happens=_compiled(
        r"\bwill\s+(?:\w+ly\s+|also\s+|then\s+)?(?:start|begin|commence|open|follow|take\s+place|come\s+into\s+force|"
        r"go\s+live|be\s+(?:ready|complete|available|in\s+place))\b"
    ),
    wants=_compiled(
        rf"\b{_EN_SELF}(?:['’]d|\s+(?:would|do|also|certainly|really))?\s+(?:want|intend|aim|hope|plan|"
        rf"wish|like|propose)"
        rf"\s+to\s+(?P<act>[^,;:]*)|\b(?:my|our)\s+(?:intention|aim|plan)\s+is\s+to\s+(?P<act2>[^,;:]*)"
    ),
    promise=_compiled(
        rf"\b{_EN_SELF}\s+(?:\w+\s+)?(?:promise|undertake|commit|guarantee|pledge|give\s+you\s+(?:my|that)\s+"
        r"(?:word|commitment|undertaking|assurance))\b"
    ),
    ongoing=_compiled(rf"\b{_EN_SELF}\s+(?:am|are)\s+(?:\w+\s+)?(?:looking\s+at|considering|examining|exploring)\b"),
    weak=_compiled(
        r"^(?:\w+ly\s+|also\s+|of\s+course\s+)?(?:look|consider|see\b|monitor|try|seek|explore|continue|reflect|think|"
        r"keep|bear|review|watch|work\s+(?:on|towards)|strive|endeavour|take\b.*\b(?:account|on\s+board)|reconsider|"
        r"follow|focus|ensure|make\s+sure|help|push|encourage)"
    ),
    half_hearted=_compiled(r"\b(?:try|hope|perhaps|maybe|possibly|expect)\b"),
    not_act=_compiled(
        r"^(?:\w+ly\s+|just\s+|also\s+|now\s+|briefly\s+|first\s+)*(?:be\b(?!\s+\w+ing\b)|"
        r"have\b(?!\s+to\s+hand)|say|tell|"
        r"answer|repeat|come\s+(?:back\s+)?to\b|turn\s+to|begin|start\s+(?:by|with)|conclude|finish|"
        r"mention|note|stress|"
        r"emphasi[sz]e|refer|quote|read\b|thank|add\b|speak|talk|go\s+(?:into|on)|know|need|get\b|find|remember|agree|"
        r"point|clarify|respond|ask\s+(?:you|the\s+member)|leave\s+it|stop|end\b|make\s+(?:a|one|two|the)\s+(?:\w+\s+)?"
        r"(?:point|comment|remark)|allow|give\s+way|not\b|never\b|argue|welcome|recall)"
    ),
    denied=_compiled(r"\b(?:not|never|no|won['’]t|don['’]t|nothing|cannot)\b(?!\s+only)"),
    by_others=_compiled(rf"\bby\s+(?!{_EN_BODY}|\d|the\s+(?:end|summer|autumn|beginning)|(?:mid|early|late|next)\b|me\b|us\b)"
                        r"(?:the|a|our|local|other)\s+\w+"),
)  # fmt: skip

_FR_BODY = (
    r"(?:(?:mon|mes|notre|nos|le|les|l['’])\s*(?:\w+\s+)?(?:administrations?|services|cabinet|département|gouvernement|"
    r"agence|SPF(?:\s+\w+)?|ministère))"
)
_FR_FUTURE = r"(?:\w+(?:r|ss|nd|t|v|d)?rai|\w+rons)"
_FR = _Rules(
    clause_end=_compiled(r"[;:–]\s|,\s|\s(?=(?:mais|car|parce que|bien que|tandis que|et (?:je|nous|j['’]|cela))\b)"),
    supposed=_compiled(r"^\W*(?:et |mais )?(?:si|s['’]il|lorsque|quand|à moins|avant que|puisque|comme)\b"),
    others_say=_compiled(
        r"\b(?:vous|il|elle|ils|on|certains|M\.\s+\w+|Mme\s+\w+)\s+(?:me\s+|nous\s+)?(?:dites|dit|disent|demandez|"
        r"demande|affirmez|affirme|prétendez|pensez|voulez|souhaitez)\b[^.;]{0,60}\b(?:que|qu['’]|si|comment|quand)"
    ),
    shall=(
        _compiled(r"\b(?:je|nous)\s+(?:(?:vous|le|la|les|leur|lui|y|en|me|nous|l['’])\s*)*(?:vais|allons)\s+"
                  r"(?:(?:également|aussi|donc|bien|encore|maintenant|vous|le|la|les|leur|lui|y|en|me|nous|l['’])\s*)*"
                  r"(?P<act>\w+(?:er|ir|re|oir)\b[^,;:]*)"),
        _compiled(rf"\b(?:je|j['’]|nous)\s*(?:(?:vous|le|la|les|leur|lui|y|en|me|nous|m['’]|l['’])\s*)*"
                  rf"(?P<act>{_FR_FUTURE}\b[^,;:]*)"),
        _compiled(rf"\b(?P<body>{_FR_BODY})\s+(?:(?:va|vont)\s+(?P<act>\w+(?:er|ir|re|oir)\b[^,;:]*)|"
                  rf"(?P<act2>\w+r(?:a|ont)\b[^,;:]*))"),
    ),
    passive=_compiled(
        r"\b(?:(?:sera|seront)|(?:va|vont)\s+être)\s+(?:\w+ment\s+|également\s+|aussi\s+|donc\s+|ensuite\s+)*"
        r"(?P<act>\w+(?:é|ée|és|ées|is|ise|ises|it|ite|ites|us?|ues?)\b[^,;:]*)"
    ),
    happens=_compiled(
        r"\b(?:débuter|commencer|démarrer|suivr)(?:a|ont)\b|\b(?:aura|auront)\s+lieu\b|\bentrer(?:a|"
        r"ont)\s+en\s+vigueur\b|"
        r"\b(?:sera|seront)\s+(?:prête?s?|disponibles?|opérationnel(?:le)?s?)\b"
    ),
    wants=_compiled(
        r"\b(?:je|nous)\s+(?:(?:\w+ment|aussi|vous)\s+)?(?:veux|voulons|souhaite|souhaitons|compte|comptons|entends|"
        r"entendons|envisage|envisageons|espère|espérons)\s+(?:\w+ment\s+|aussi\s+|également\s+)?(?P<act>(?:vous\s+)?"
        r"\w+(?:er|ir|re|oir)\b[^,;:]*)|\b(?:j['’]ai|nous\s+avons)\s+l['’]intention\s+d(?:e\s+|['’])(?P<act2>[^,;:]*)|"
        r"\b(?:mon|notre)\s+(?:intention|objectif|but)\s+est\s+d(?:e\s+|['’])(?P<act3>[^,;:]*)"
    ),
    promise=_compiled(
        r"\b(?:je\s+m['’]engage|nous\s+nous\s+engageons|je\s+(?:vous\s+)?(?:promets|garantis)|le\s+gouvernement\s+"
        r"s['’]engage)\b"
    ),
    ongoing=_compiled(r"\b(?:je|nous)\s+(?:suis|sommes)\s+en\s+train\s+d(?:e\s+|['’])(?:examiner|étudier|analyser|voir)\b|"
                      r"\b(?:j['’]examine|nous\s+examinons|j['’]étudie|nous\s+étudions)\b"),
    weak=_compiled(
        r"^(?:\w+ment\s+)?(?:examiner|étudier|voir\b|verr|suivr|veiller|tenir\s+compte|tiendr|essay|tenter|réfléchir|"
        r"continuer|poursuivr|rester|regarder|plaider|insister|évoquer|œuvrer|chercher|efforcer|"
        r"prendr\w*\s+en\s+compte|"
        r"travailler|soutenir|contribuer|encourager|garder|prêter|demeurer)"
    ),
    half_hearted=_compiled(r"\b(?:essay\w+|tenter\w*|espèr\w+|espérons|peut-être)\b"),
    not_act=_compiled(
        r"^(?:\w+ment\s+)?(?:dir|répond|répét|rappel|soulign|précis|revenir|reviendr|termin|commenc|"
        r"conclu|ajout|citer|lir|"
        r"être|ser(?:ai|ons)\b|aur|avoir|pouvoir|pourr|devoir|devr|falloir|savoir|saur|limiter|attarder|prononcer|"
        r"permett|référ|renvo|remerci|concentr|entrer|énumér|expliqu|exprim|parler|donner\s+(?:lecture|la\s+parole|"
        r"quelques)|faire\s+(?:référence|remarquer)|passer|attendr|écouter|joindr|contenter|abord|communiqu\w+\s+les\s+"
        r"(?:chiffres|éléments)|fournir\s+(?:quelques|les\s+éléments)|lais|arrêter|finir|nier|cacher|croir|penser)"
    ),
    denied=_compiled(r"\b(?:ne|n['’])\s*(?:\w+\s+){1,4}(?:pas|plus|jamais|rien|aucun\w*)\b"),
    by_others=_compiled(rf"\bpar\s+(?!{_FR_BODY}|moi\b|nous\b|ailleurs|exemple|le\s+biais|arrêté)(?:le|la|les|l['’]|un|des)"),
)  # fmt: skip

_RULES = {"en": _EN, "fr": _FR}

_CUES = {
    "en": frozenset(
        "will shall ll going want intend aim hope plan wish like propose intention promise undertake "
        "commit guarantee pledge "
        "give looking considering examining exploring".split()
    ),
    "fr": frozenset(
        "vais allons va vont veux voulons souhaite souhaitons compte comptons entends entendons "
        "envisage envisageons espère "
        "espérons intention objectif but engage engageons promets garantis train examine examinons "
        "étudie étudions".split()
    ),
}
WORDS = _CUES["en"] | _CUES["fr"]
"""One of these, in small letters, stands in every sentence that binds, if none of it ends as a French future does."""

ENDINGS = re.compile(r"r(?:ai|ons|a|ont)\b", re.IGNORECASE)


def may_bind(sentence: str, words: Set[str], language: str) -> bool:
    """Whether a sentence with these words, in small letters, may bind."""
    return not _CUES[language].isdisjoint(words) or (language == "fr" and ENDINGS.search(sentence) is not None)


def binding(sentence: str, deadlines: Sequence[Deadline], language: str) -> Binding | None:
    """The clause of an English or French sentence that binds its speaker, the firmest if there are several."""
    rules = _RULES[language]
    if sentence.rstrip(" ”’»\"')").endswith("?") or rules.others_say.search(sentence):
        return None
    ends = [0, *(end for match in rules.clause_end.finditer(sentence) for end in match.span()), len(sentence)]
    found = [
        bound
        for start, end in zip(ends[::2], ends[1::2], strict=True)
        if sentence[start:end].strip() and not rules.supposed.search(sentence[start:end])
        for bound in _bindings(rules, sentence[start:end], start, deadlines)
    ]
    return min(found, key=lambda bound: bound.strength != "firm", default=None)


def _bindings(rules: _Rules, clause: str, start: int, deadlines: Sequence[Deadline]) -> Iterator[Binding]:
    end = start + len(clause)
    if rules.denied.search(clause):
        return
    dated = any(d.period and start < d.end for d in deadlines) and not rules.half_hearted.search(clause)
    for pattern in rules.shall:
        for match in pattern.finditer(clause):
            act = _act(match)
            if not rules.not_act.search(act):
                actor = match.groupdict().get("body") or "speaker"
                yield Binding("weak" if rules.weak.search(act) and not dated else "firm", actor, start, end)
    if rules.passive.search(clause) and not rules.by_others.search(clause):
        yield Binding("firm", "government", start, end)
    if rules.happens.search(clause) and any(start <= d.start < end for d in deadlines):
        yield Binding("firm", "government", start, end)
    for match in rules.wants.finditer(clause):
        if not rules.not_act.search(_act(match)):
            yield Binding("firm" if dated else "weak", "speaker", start, end)
    if rules.promise.search(clause):
        yield Binding("firm", "speaker", start, end)
    if rules.ongoing.search(clause):
        yield Binding("weak", "speaker", start, end)


def _act(match: re.Match[str]) -> str:
    return next((value for name, value in match.groupdict().items() if name.startswith("act") and value), "")
