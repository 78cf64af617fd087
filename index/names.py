"""Names as records print them, taken apart: the person, the party in brackets, the role in front or behind.

A record prints "Minister Jo Brouns", "De heer Wim Van Dijck (VB)", "Kris Peeters, ministre" or "The Chair (Hon.
Anthony Rota)". `split_name` keeps every part as printed, and `speaker_id` folds what is left, so that one person has
one id however addressed. Knows nothing of who exists: a surname alone stays a surname alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CHAIR, MEMBER = "chair", "member"

_CHAIR = re.compile(
    r"(?P<title>(?:de |le |la |the )?(?:tijdelijke? |waarnemend[e]? |acting |deputy |vice-)?"
    r"(?:voorzitter|voorzitster|ondervoorzitter|présidente?|chair|chairman|chairwoman|chairperson|(?<=the )speaker))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:de |le |la )?(?P<role>"
    r"(?:vice-?)?minister-president|vice-?eersteminister|eerste minister|minister|staatssecretaris"
    r"|(?:vice-)?premi(?:er|ère) ministre|premier|ministre|secrétaire d['’]état"
    r")\s+(?=\S)",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(
    r"(?:de heer|mevrouw|mijnheer|dhr\.|mevr\.|mw\.|monsieur|madame|m\.|mme\.?|mr\.?|mrs\.?|ms\.?"
    r"|(?:the )?(?:right |rt\.? )?hon\.?|dr\.?)\s+",
    re.IGNORECASE,
)
# "Kris Peeters, ministre" has a role behind its comma, "Peeters, Kris" a first name.
_BEHIND = re.compile(r"(?P<name>[^,]+)(?:,\s(?=[a-zà-ÿ])|\s(?=(?:rapporteur|verslaggever)$))(?P<role>.+)")
_BRACKETS = re.compile(r"(?P<name>[^(]+?)\s*\((?P<inside>(?:[^()]|\([^()]*\))*)\)*")


@lru_cache(maxsize=4096)
def split_name(printed: str) -> tuple[str, str | None, str | None]:
    """Name, party and role of a speaker as printed; party and role are None where nothing is printed.

    The role is in the record's words, lower-case ("minister", "secrétaire d'état"), or "chair". A chair without a
    person's name keeps the title for a name ("De voorzitter"). Of several things in brackets the last is the party
    (Canadian records print riding and party).
    """
    name = " ".join(printed.split()).rstrip(": ") or printed
    name = re.sub(r"^(?:[•–-]\s*)?(?:\d+(?:\.\d+)?\s+)?", "", name) or name
    chair = _CHAIR.match(name)
    if chair is None:
        return _person(name)
    rest = name[chair.end() :].strip(" :,")
    if not rest:
        return name, None, CHAIR
    person, party, _ = _person(rest[1:-1] if rest[0] == "(" and rest[-1] == ")" else rest)
    return person, party, CHAIR


def _person(printed: str) -> tuple[str, str | None, str | None]:
    name, party, role = printed, None, None
    brackets = _BRACKETS.fullmatch(name)
    if brackets and brackets["inside"].strip():
        name, party = brackets["name"], brackets["inside"].rsplit(",", 1)[-1].strip()
    in_front = _ROLE.match(name)
    if in_front:
        name, role = name[in_front.end() :], in_front["role"].lower()
    while honorific := _HONORIFIC.match(name):
        name = name[honorific.end() :]
    behind = _BEHIND.fullmatch(name)
    if behind:
        name, role = behind["name"], CHAIR if _CHAIR.fullmatch(behind["role"]) else behind["role"].lower()
    return name.strip() or printed, party, role


@lru_cache(maxsize=4096)
def speaker_id(name: str) -> str:
    """The folded name: no honorific and no role, no accents, lower-case, single spaces."""
    person = split_name(name)[0]
    bare = "".join(c for c in unicodedata.normalize("NFKD", person) if not unicodedata.combining(c))
    return " ".join(bare.casefold().replace("’", "'").split())
