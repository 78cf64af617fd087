"""Commitments: which sentences of a minister bind, how firmly, whom, and in reply to what."""

import datetime as dt

import pytest

from index.commitments.base import Commitment, commitment_id
from index.commitments.finding import commitments_of
from index.demo import record_folder
from index.readers import reader_for, walk
from index.transcript import AgendaItem, LanguageSpan, Sitting, Speaker, Turn

ANN = Speaker("ann", "Ann Peeters", "Groen", "member")
BOB = Speaker("bob", "Bob Claes", "N-VA", "member")
MINISTER = Speaker("jo", "Jo Maes", None, "minister")


def sitting(
    *said: tuple[Speaker, str], language: str | None = None, date: dt.date | None = dt.date(2025, 2, 18)
) -> Sitting:
    turns = tuple(
        Turn(f"s-{n}", "s", "s.1", who, text, n, languages=(LanguageSpan(0, len(text), language),) if language else ())
        for n, (who, text) in enumerate(said)
    )
    return Sitting("s", "vlaams-parlement", date, "Huur", items=(AgendaItem("s.1", None, "Huurpremie"),), turns=turns)


def found(text: str, language: str = "nl") -> list[Commitment]:
    asked = sitting((ANN, "Minister, wat doet u aan de huurpremie?"), (MINISTER, text), language=language)
    return commitments_of(asked)


def strengths(text: str, language: str = "nl") -> list[str]:
    return [made.strength for made in found(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "Ik zal de cijfers aan de commissie bezorgen.",
        "Daarover zal ik contact opnemen met de steden.",
        "Dat gaan we zeker doen.",
        "Mijn administratie zal de huurpremie evalueren.",
        "VDAB gaat die opleiding ook organiseren.",
        "De studie zal in maart worden opgeleverd.",
        "Zodra het advies er is, zal het worden gedeeld.",
        "Ik leg het besluit binnenkort voor aan de regering.",
        "Er komt een nieuw actieplan voor de huur.",
        "Ik ben van plan om de premie te verhogen.",
        "Ik beloof u dat de premie blijft.",
        "Volgende week zitten we samen met de steden.",
        "Dat moet u opvragen, en dan sturen we dat door.",
        "Als de cijfers er zijn, zal ik ze bezorgen.",
        "De OVAM zal de steden begeleiden, maar we gaan dat niet opleggen.",
        "De student krijgt van ons alle gegevens.",
        "Ik heb altijd gezegd dat we de premie zullen uitbreiden.",
        "De taskforce zal de leegstand in kaart brengen.",  # bodies that the government set up
        "Als laatste punt zal mijn administratie de steden aanschrijven.",  # "as", not "if"
        "Dat zal ook in het plan worden opgenomen.",  # a pronoun, not a conjunction
        "Dat betekent dat de premie zal worden herleid tot twee schijven.",  # hangs on what is said outright
        "De premie die vandaag bestaat, zal ook worden aangepast en vereenvoudigd.",  # what is put in between
        "De wachttijden zullen worden verkort door niet meer alles na te meten.",  # denied is the means, not the end
        "De conclusies worden volgende week voorgesteld.",  # the present tense with a day
        "Over enkele weken komt de werkgroep samen.",
        "Het debat zal plaatsvinden.",
        "Die zal om de vijf jaar terugbetaald worden.",
        "Er wordt een centraal loket opgericht.",
        "We richten daarom een meldpunt op.",
        "Ik heb met hen afgesproken dat we jaarlijks de huur vergelijken.",
        "Ik kan daarop niet vooruitlopen, maar zal in de zomer een voorstel doen.",  # who is said once
        "Ik zal mijn administratie daarop wijzen.",  # said to others than those who ask
        "U zult daarover eerstdaags nieuws krijgen.",
        "De minister-president zal dat plan toelichten aan de regering en zal het uitvoeren.",
        "Wij gaan met de steden in overleg.",
    ],
)
def test_a_dutch_sentence_that_binds_firmly(text: str) -> None:
    assert strengths(text) == ["firm"]


@pytest.mark.parametrize(
    "text",
    [
        "Ik wil de premie verhogen.",
        "Het is de bedoeling om de premie te verhogen.",
        "We zullen dat bekijken.",
        "Dat nemen we mee.",
        "We gaan daar sterk op inzetten.",
        "We volgen dat van nabij op.",
        "We gaan proberen om de steden te overtuigen.",
        "Ik moet het antwoord nagaan.",
        "We zijn aan het bekijken hoe we dat zullen regelen.",
        "De cijfers kunnen we u ook schriftelijk bezorgen.",
        "Het is mijn ambitie om snel tot een plan te komen.",
        "We blijven daarover in contact met de steden.",
        "We zijn bereid om daar samen over na te denken.",
        "Er moet een plan komen tegen eind dit jaar.",
        "De rest hoop ik tegen de zomer rond te krijgen.",
        "Met dat advies zal rekening gehouden worden.",
        "Dat wordt zeker meegenomen.",
        "We zijn volop aan het kijken hoe we de premie kunnen herzien.",
        "We gaan die regel altijd toepassen.",
        "De Vlaamse Regering wil de procedure vereenvoudigen.",
    ],
)
def test_a_dutch_sentence_that_binds_weakly(text: str) -> None:
    assert strengths(text) == ["weak"]


@pytest.mark.parametrize(
    "text", ["Ik wil de premie tegen de zomer verhogen.", "De bedoeling is om dat dit jaar te regelen."]
)
def test_an_intention_with_a_date_is_firm(text: str) -> None:
    assert strengths(text) == ["firm"]


@pytest.mark.parametrize(
    "text",
    [
        "We gaan de premie niet verhogen.",  # denied
        "Het is niet zo dat we de premie zullen schrappen.",
        "Zullen we de premie verhogen?",  # asked
        "U zegt dat ik de premie zal schrappen.",  # said by others
        "De heer Claes vraagt of we de premie zullen schrappen.",
        "Ze heeft gezegd: “We gaan de premie schrappen.”",
        "We hebben de premie verhoogd.",  # over
        "Ik zou dat geen goed idee vinden.",
        "Als we de premie zullen verhogen, kost dat geld.",  # supposed
        "De steden moeten dat zelf doen.",  # others must
        "De aanvraag moet binnen drie maanden worden ingediend.",  # law
        "We moeten daar ernstig over nadenken.",  # need
        "Ik zal eerst op uw tweede vraag antwoorden.",  # in this debate
        "Ik wil nog eens benadrukken dat huren duur is.",
        "Ik ga ervan uit dat dat klopt.",  # gaan, but not will
        "Waarover gaat het?",
        "We zullen zien.",
        "De huurprijzen zullen stijgen.",  # what will happen
        "Op het Europese niveau komt er een nieuwe richtlijn.",  # others' doings
        "De Europese lidstaten starten in maart met een nieuw plan.",
        "Ik denk dat we de premie zullen behouden.",  # a belief
        "Ik kan u garanderen dat ik daarover ben aangesproken.",  # of what has been
        "De bedoeling is om iedereen aan boord te hebben.",  # a state of things
        "We gaan straks nog naar de cijfers kijken.",  # in this debate
        "De premie wordt elk jaar in maart uitbetaald.",  # always so
        "De werken kunnen starten zodra er geld is.",
        "Het is belangrijk om tegen de zomer tot een akkoord te komen.",
    ],
)
def test_a_dutch_sentence_that_binds_nobody(text: str) -> None:
    assert strengths(text) == []


@pytest.mark.parametrize(
    ("text", "language", "strength"),
    [
        ("I will write to the committee with the figures.", "en", "firm"),
        ("My officials will publish the guidance by the summer.", "en", "firm"),
        ("A new strategy will be published.", "en", "firm"),
        ("I undertake to come before the committee.", "en", "firm"),
        ("We will look at that.", "en", "weak"),
        ("I want to raise the premium.", "en", "weak"),
        ("Je transmettrai les chiffres à la commission.", "fr", "firm"),
        ("Nous allons adapter la prime.", "fr", "firm"),
        ("Mon administration va évaluer la prime.", "fr", "firm"),
        ("Je m'engage à adapter la prime.", "fr", "firm"),
        ("Nous examinerons cette demande.", "fr", "weak"),
        ("Je souhaite adapter la prime.", "fr", "weak"),
        ("The review will start in March.", "en", "firm"),
        ("L'évaluation débutera au mois de mars.", "fr", "firm"),
    ],
)
def test_english_and_french_sentences_bind_too(text: str, language: str, strength: str) -> None:
    assert strengths(text, language) == [strength]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I will not raise the premium.", "en"),
        ("You say that we will raise the premium.", "en"),
        ("I will answer your second question first.", "en"),
        ("If we will raise it, it costs money.", "en"),
        ("The review will start.", "en"),
        ("Je ne vais pas adapter la prime.", "fr"),
        ("Je répondrai d'abord à votre deuxième question.", "fr"),
        ("Vous dites que nous allons adapter la prime.", "fr"),
    ],
)
def test_english_and_french_sentences_that_bind_nobody(text: str, language: str) -> None:
    assert strengths(text, language) == []


def test_only_those_who_answer_for_the_government_bind_themselves() -> None:
    assert commitments_of(sitting((ANN, "Ik zal de minister de cijfers bezorgen."), (MINISTER, "Dank u."))) == []


def test_words_of_the_own_coalition_agreement_count_and_those_of_others_do_not() -> None:
    assert strengths("Zo staat het in het regeerakkoord: “We zullen de premie verhogen.”") == ["firm"]
    assert strengths("Zo staat het in de krant: “We zullen de premie verhogen.”") == []


def test_a_condition_is_never_cut_off() -> None:
    text = "Dank u. Als de steden meedoen, zullen we de premie verhogen, tenzij het geld op is. Dat is alles."
    (made,) = found(text)
    assert text[made.start : made.end] == "Als de steden meedoen, zullen we de premie verhogen, tenzij het geld op is."
    assert made.action == "zullen we de premie verhogen"


def test_a_sentence_that_only_points_back_comes_with_the_one_before() -> None:
    text = "De cijfers horen openbaar te zijn. Dat gaan we regelen."
    (made,) = found(text)
    assert text[made.start : made.end] == text


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Ik zal dat regelen.", "speaker"),
        ("Mijn administratie zal dat regelen.", "Mijn administratie"),
        ("De regels zullen worden aangepast.", "government"),
    ],
)
def test_who_is_bound(text: str, actor: str) -> None:
    assert [made.actor for made in found(text)] == [actor]


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Ik zal de cijfers aan de commissie bezorgen.", "de commissie"),
        ("Ik zal u de cijfers bezorgen.", "Ann Peeters"),
        ("De student krijgt van ons alle gegevens.", "De student"),
        ("Ik zal de premie verhogen.", None),
    ],
)
def test_for_whom_is_said_only_where_it_is_said(text: str, whom: str | None) -> None:
    assert [made.beneficiary for made in found(text)] == [whom]


def test_by_when_is_counted_from_the_day_of_the_sitting() -> None:
    (made,) = found("Ik zal het plan voor het zomerreces voorleggen.")
    assert (made.deadline, made.due) == ("voor het zomerreces", dt.date(2025, 7, 20))


def test_a_deadline_set_apart_by_commas_is_its_clauses_own() -> None:
    (made,) = found("We bereiden een plan, nog voor de zomer, met de steden voor.")
    assert (made.strength, made.deadline) == ("firm", "nog voor de zomer")


def test_a_deadline_of_another_clause_is_not_given() -> None:
    (made,) = found("Vastgelegd is dat dit deze legislatuur een prioriteit is en dat we de premie zullen uitbreiden.")
    assert made.deadline is None


def test_a_day_in_what_hangs_on_the_verb_does_not_make_a_weak_one_firm() -> None:
    assert strengths("We gaan op zoek naar middelen om het tekort vanaf 2027 te dichten.") == ["weak"]
    assert strengths("We gaan vanaf 2027 op zoek naar middelen om het tekort te dichten.") == ["firm"]


def test_it_is_a_reply_to_whoever_was_addressed_last() -> None:
    asked = sitting(
        (ANN, "Minister, wat doet u aan de huurpremie?"),
        (BOB, "Minister, wanneer komt de studie?"),
        (MINISTER, "Mevrouw Peeters, ik zal de premie verhogen. Collega Claes, ik zal de studie bezorgen."),
    )
    assert [made.question for made in commitments_of(asked)] == [0, 1]


def test_an_id_is_of_the_words_and_their_place() -> None:
    text = "Ik zal de premie verhogen."
    (made,) = found(text)
    assert made.id == commitment_id("s-1", 0, len(text), text) == found(text)[0].id
    assert len({made.id, commitment_id("s-2", 0, len(text), text), commitment_id("s-1", 1, len(text), text)}) == 3


def test_the_demos_sib_sitting_gives_what_was_promised_there() -> None:
    (path,) = record_folder().glob("2020-07-07-*.txt")
    (file,) = walk([path])
    (sib,) = reader_for(file).read(file)
    made = {sib.turns[one.order].text[one.start : one.end]: one for one in commitments_of(sib)}
    assert {sib.turns[one.order].speaker.name for one in made.values()} == {"Bart Somers"}  # type: ignore[union-attr]

    def of(words: str) -> Commitment:
        (one,) = (one for quote, one in made.items() if words in quote)
        return one

    examine = of("onderzoeken: als manier om te financieren, maar ook op de vraag welke projecten")
    assert (examine.strength, examine.actor) == ("firm", "mijn administratie")
    after = of("na het zomerreces")
    assert (after.strength, after.deadline, after.due) == ("firm", "na het zomerreces", dt.date(2020, 12, 20))
    assert of("andere beleidsdomeinen en andere landen").strength == "weak"
    student = of("masterstudente krijgt")
    assert (student.strength, student.beneficiary) == ("firm", "De masterstudente")
    assert sib.turns[student.question or 0].speaker == sib.turns[1].speaker
