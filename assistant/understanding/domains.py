"""Fields of policy, by the names that offices and committees bear in Dutch, English and French.

"Volksgezondheid", "Santé publique" and "health" are one field. A word of a portfolio that no list here has stands for
itself. Knows nothing of people or of the record.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.terms import is_stop_word, words

_FIELDS = """
volksgezondheid | gezondheid | gezondheidszorg | zorg | public health | health | health care | healthcare | sante
    publique | sante | soins de sante | vws
welzijn | welfare | bien etre | aide sociale | sociaal beleid
sociale zaken | social affairs | affaires sociales | social security | sociale zekerheid | securite sociale
omgeving | leefmilieu | milieu | environment | environnement | natuur | nature
klimaat | climate | climat
energie | energy
mobiliteit | mobility | mobilite | vervoer | transport | verkeer
openbare werken | public works | travaux publics | infrastructuur | infrastructure
landbouw | agriculture | farming | agricultural | lnv
visserij | fisheries | peche
dierenwelzijn | animal welfare | bien etre animal
onderwijs | education | enseignement
wetenschapsbeleid | wetenschap | science | science policy | politique scientifique | recherche | research | onderzoek
werk | arbeid | werkgelegenheid | employment | labour | labor | work | jobs | emploi | travail
economie | economy | economic affairs | economische zaken | affaires economiques | ez | ezk
innovatie | innovation
middenstand | classes moyennes | small businesses | small business | self employed | zelfstandigen | independants |
    kmo | kmo's | pme | sme | smes
financien | finance | finances | fiscaliteit | tax | treasury
begroting | budget | budgetary affairs
pensioenen | pensioen | pension | pensions
justitie | justice | veiligheid en justitie | justitie en veiligheid
binnenlandse zaken | home affairs | interior | home | interieur | affaires interieures | bzk
veiligheid | security | securite
buitenlandse zaken | foreign affairs | foreign | affaires etrangeres
europese zaken | european affairs | affaires europeennes | eur zaken | aff eur | europe |
    europa
buitenlandse handel | foreign trade | trade | commerce exterieur | commerce ext
ontwikkelingssamenwerking | development cooperation | development | cooperation au developpement
defensie | landsverdediging | defence | defense
asiel | asylum | asile
migratie | migration | immigration
maatschappelijke integratie | social integration | integration sociale
inburgering | integratie | integration | civic integration
gelijke kansen | equal opportunities | equality | egalite des chances | gelijkekansenbeleid
gendergelijkheid | gender equality | egalite des genres
personen met een handicap | personen met handicap | handicap | people with disabilities | persons with disabilities
    | disability | personnes handicapees
armoedebestrijding | armoede | poverty reduction | poverty | lutte contre la pauvrete | pauvrete
consumentenbescherming | consumentenzaken | consumer protection | consumer affairs | consumers | protection des
    consommateurs
fraudebestrijding | socialefraudebestrijding | sociale fraudebestrijding | coordinatie fraudebestrijding | combating
    fraud | social fraud | lutte contre la fraude | lutte contre la fraude sociale | coordination lutte contre la
    fraude
wonen | huisvesting | housing | logement
ruimtelijke ordening | ruimte | spatial planning | amenagement du territoire | urbanisme
binnenlands bestuur | local government | pouvoirs locaux | stedenbeleid
grootstedenbeleid | grote steden | urban policy | big cities | politique des grandes villes | grandes villes
bestuurszaken | administrative affairs
ambtenarenzaken | civil service | fonction publique | public administration
overheidsbedrijven | public enterprises | public companies | entreprises publiques
modernisering van de overheid | administrative modernisation | modernisation publiques | action et modernisation
    publiques
administratieve vereenvoudiging | administrative simplification | simplification administrative
digitalisering | digitalisation | digitisation | digital affairs | digital | numerique | digitale zaken
telecommunicatie | telecoms | telecom | telecommunications
post | postal services | poste
privacy | vie privee | protection de la vie privee
institutionele hervormingen | institutional reform | institutional reforms | reformes institutionnelles | reformes
    instit
cultuur | culture
media | medias
jeugd | youth | jeunesse
sport | sports
toerisme | tourism | tourisme
brussel | brussels | bruxelles
rand | vlaamse rand
noordzee | north sea | mer du nord
nationale loterij | national lottery | loterie nationale
duurzame ontwikkeling | sustainable development | developpement durable
rechtsbescherming | legal protection
stikstof | nitrogen
volkshuisvesting | ruimtelijke ordening en volkshuisvesting
"""
_GENERIC = frozenset(
    (
        "minister ministers ministre ministres vem vpm vice eersteminister staatssecretaris secretary state belast "
        "charge chargee zaken affaires affairs commissie commission committee bevoegd federale federal federales "
        "vlaams vlaamse flemish flamand flamande coordinatie coordination politique beleid policy overige the verenigde"
    ).split()
)

_LISTED = [field.split(" | ") for field in _FIELDS.strip().replace("\n    ", " ").splitlines()]
_OF: dict[tuple[str, ...], str] = {tuple(words(form)): forms[0] for forms in _LISTED for form in forms}
_LONGEST = max(len(form) for form in _OF)
_JOINING = re.compile(
    r"\s*(?:,|&|en|and|et)?\s*"
    r"(?:van|voor|of|for|de la|de l['’]|des|du|de|a la|à la|aux?|the|la|les|le|l['’]|d['’]|het)?\s*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’](?=s\b)s)?")


@lru_cache(10_000)  # of the same few offices and committees a record speaks thousands of times
def fields(portfolio: str) -> frozenset[str]:
    """The fields that a portfolio or a committee's name covers; its other telling words stand for themselves."""
    found, told = set(), words(portfolio.replace("’", "'"))
    at = 0
    while at < len(told):
        field, length = _field(told[at:])
        if field:
            found.add(field)
        elif not is_stop_word(told[at]) and told[at] not in _GENERIC:
            found.add(told[at])
        at += length
    return frozenset(found)


def field_of(word: str) -> str | None:
    """The field that one word names ("energie", "Justice"), None if it names none."""
    return _OF.get(tuple(words(word)))


def leading(text: str) -> tuple[int, frozenset[str]]:
    """How far into a text fields are named from its very beginning, joined by commas and "and"; and which."""
    tokens = [token for token in _WORD.finditer(text) if words(token[0])]
    found: set[str] = set()
    end = at = 0
    while at < len(tokens):
        between = text[end : tokens[at].start()]
        field, length = _field([word for token in tokens[at : at + _LONGEST] for word in words(token[0])])
        if field and _JOINING.match(between):
            found.add(field)
            at += length
            end = tokens[at - 1].end()
        elif _JOINING.match(text[end : tokens[at].end()]):
            at += 1  # "and", "of", "the": whether it joins is known when the next word is
        else:
            break
    return end, frozenset(found)


def _field(told: list[str]) -> tuple[str | None, int]:
    """The field that words begin with, the longest name of it first, and how many of the words that takes."""
    for length in range(min(_LONGEST, len(told)), 0, -1):
        field = _OF.get(tuple(told[:length]))
        if field:
            return field, length
    return None, 1
