import pytest

from assistant.understanding.people import Mention, Named, People
from index.transcript import Speaker
from index.vocabulary import Vocabulary

NAMES = (
    "Bart Somers", "Maaike De Vreese", "Orry Van de Wauwer", "Freya D'Hose", "Jean de Bethune", "Fourat Ben Chikha",
    "Ann Peeters", "Kris Peeters", "Nadia Welzijn", "Anna Maria Stevens",
)  # fmt: skip
PEOPLE = People([Speaker(name.lower(), name) for name in NAMES] + [Speaker("v", "De voorzitter", None, "chair")])
VOCABULARY = Vocabulary(
    dict.fromkeys("wat zei de minister van welzijn over beloofde somers peeters sociale summer".split(), 9),
    frozenset({"welzijn", "minister", "sociale", "summer"}),
)


def named(text: str) -> Named:
    return PEOPLE.find(text, VOCABULARY)


def names(text: str) -> list[str]:
    return [PEOPLE.by_id[person].name for person in named(text).people]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did Bart Somers promise?", "Bart Somers"),
        ("What did Somers promise?", "Bart Somers"),
        ("Somers beloofde iets, maar wat?", "Bart Somers"),
        ("Wat vroeg Maaike De Vreese?", "Maaike De Vreese"),
        ("Wat vroeg De Vreese?", "Maaike De Vreese"),
        ("Wat vroeg de Vreese?", "Maaike De Vreese"),
        ("Wat vroeg Van de Wauwer?", "Orry Van de Wauwer"),
        ("Wat vroeg van de Wauwer?", "Orry Van de Wauwer"),
        ("Wat vroeg D'Hose?", "Freya D'Hose"),
        ("Wat vroeg D’Hose?", "Freya D'Hose"),
        ("Wat vroeg de Bethune?", "Jean de Bethune"),
        ("Wat vroeg Ben Chikha?", "Fourat Ben Chikha"),
        ("Wat vroeg Stevens?", "Anna Maria Stevens"),
    ],
)
def test_somebody_is_found_by_full_name_or_surname_with_its_particles(question: str, name: str) -> None:
    assert names(question) == [name]
    assert named(question).unknown == ()


@pytest.mark.parametrize("title", ["minister", "Minister", "de heer", "mevrouw", "Mr.", "Mrs", "M.", "Mme", "premier"])
def test_a_title_belongs_to_the_name_and_leaves_the_question_with_it(title: str) -> None:
    assert named(f"Wat zei {title} Somers over bruggen?") == Named(("bart somers",), (), "Wat zei over bruggen?")


@pytest.mark.parametrize(
    "title", ["minister", "prime minister", "eerste minister", "premier ministre", "vice-premier ministre"]
)
def test_a_mention_says_where_the_name_stands_with_its_title(title: str) -> None:
    text = f"Wat zei {title} Somers over Janssens?"
    (mention,) = PEOPLE.mentions(text, VOCABULARY)
    assert mention == Mention(8, 8 + len(f"{title} Somers"), "Somers", ("bart somers",), title)


def test_a_single_letter_beside_a_name_is_not_part_of_it() -> None:
    (first, second) = PEOPLE.mentions("Qu'a répondu Mme Peeters à M. Somers ?", VOCABULARY)
    assert (first.name, second.name, second.title) == ("Peeters", "Somers", "M.")


def test_a_mention_of_nobody_has_no_people() -> None:
    assert PEOPLE.mentions("Wat zei mevrouw Van Damme?", VOCABULARY) == [Mention(8, 25, "Van Damme", (), "mevrouw")]


@pytest.mark.parametrize("possessive", ["Somers'", "Somers’", "Somers's", "Somers’s"])
def test_a_possessive_is_the_same_name(possessive: str) -> None:
    assert names(f"What is {possessive} plan?") == ["Bart Somers"]


def test_a_dutch_genitive_is_the_same_name() -> None:
    assert names("Wat was De Vreeses vraag?") == ["Maaike De Vreese"]


def test_a_surname_that_two_people_share_gives_both() -> None:
    assert sorted(names("Wat zei Peeters?")) == ["Ann Peeters", "Kris Peeters"]


def test_a_full_name_gives_only_the_one_of_the_two() -> None:
    assert names("Wat zei Kris Peeters?") == ["Kris Peeters"]


def test_several_people_are_given_in_the_order_of_the_question_each_once() -> None:
    assert names("Did Somers answer De Vreese, and did Somers agree?") == ["Bart Somers", "Maaike De Vreese"]


@pytest.mark.parametrize("misspelt", ["Sommers", "Soomers", "Somerss"])
def test_a_misspelt_surname_is_found(misspelt: str) -> None:
    assert names(f"What did {misspelt} promise?") == ["Bart Somers"]


def test_a_misspelling_of_two_surnames_alike_gives_the_people_of_both() -> None:
    people = People([Speaker("a", "Ann Peeters"), Speaker("b", "Bob Pieters")])
    assert people.find("Wat zei Peters over bruggen?", VOCABULARY).people == ("a", "b")


def test_a_word_of_the_record_is_no_misspelling() -> None:
    people = People([Speaker("a", "Ann Sumner"), Speaker("b", "Bob Summerr")])
    assert people.find("What about Summer time?", VOCABULARY).people == ()


@pytest.mark.parametrize("question", ["Wat zei de minister van Welzijn?", "Hoe gaat het met Welzijn?"])
def test_an_ordinary_word_that_is_a_surname_too_is_no_name_without_a_title(question: str) -> None:
    assert named(question) == Named((), (), question)


@pytest.mark.parametrize("question", ["Wat zei mevrouw Welzijn?", "Wat zei Nadia Welzijn?"])
def test_an_ordinary_word_that_is_a_surname_too_is_one_with_a_title_or_first_name(question: str) -> None:
    assert names(question) == ["Nadia Welzijn"]


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Wat zei minister Janssens over bruggen?", "Janssens"),
        ("Wat zei minister-president Janssens over bruggen?", "Janssens"),
        ("Qu'a promis M. Janssens sur les ponts ?", "Janssens"),
        ("Wat zei mevrouw Van Damme over bruggen?", "Van Damme"),
        ("What did Janssens promise on bridges?", "Janssens"),
        ("What did Emma Janssens promise on bridges?", "Emma Janssens"),
        ("Wat beloofde Janssens over bruggen?", "Janssens"),
    ],
)
def test_a_name_of_nobody_is_told_by_its_title_or_a_verb_of_saying(question: str, unknown: str) -> None:
    found = named(question)
    assert (found.people, found.unknown) == ((), (unknown,))
    assert unknown.split()[-1] not in found.rest


@pytest.mark.parametrize(
    ("question", "unknown", "rest"),
    [
        ("Wat beloofde Vermeersch over bruggen?", ("Vermeersch",), "Wat beloofde over bruggen?"),
        ("Wat beloofde Ben Vermeersch over bruggen?", ("Ben Vermeersch",), "Wat beloofde over bruggen?"),
        ("What did Ben Vermeersch promise on bridges?", ("Ben Vermeersch",), "What did promise on bridges?"),
        ("Wat zei Ben Peeters over bruggen?", (), "Wat zei Ben over bruggen?"),
        ("Wat zei men over Vermeersch?", (), "Wat zei men over Vermeersch?"),
        ("Wat zei Bruggenfonds over bruggen?", (), "Wat zei Bruggenfonds over bruggen?"),
        ("Wat zei Zeldzaam over bruggen?", (), "Wat zei Zeldzaam over bruggen?"),
    ],
    ids=[
        "a surname", "with a first name", "in English", "a surname of speakers", "somebody spoken of",
        "an organisation", "a word that stands there too seldom to tell",
    ],
)  # fmt: skip
def test_somebody_of_whom_the_record_speaks_and_who_never_speaks_is_nobody(
    question: str, unknown: tuple[str, ...], rest: str
) -> None:
    often = dict.fromkeys(("vermeersch", "peeters", "bruggenfonds", "ben"), 50)
    spoken_of = Vocabulary(
        {**VOCABULARY.frequencies, **often, "zeldzaam": 3}, VOCABULARY.ordinary | {"bruggenfonds", "ben"}
    )
    found = PEOPLE.find(question, spoken_of)
    assert (found.unknown, found.rest) == (unknown, rest)
    assert bool(found.people) is ("Peeters" in question)


@pytest.mark.parametrize(
    "question",
    [
        "Hoe zit het met Kortrijk en de Leie?",
        "Janssens beloofde iets",
        "Wat zei men over SIB's en de NMBS?",
        "What did VLAIO promise?",
        "What did the Flemish Government promise about bridges?",
        "What did the minister of Welfare promise?",
        "What did Flanders promise about bridges?",
        "Qu'a dit la Commission européenne ?",
    ],
    ids=[
        "a place", "the first word of all", "abbreviations", "an abbreviation that speaks", "an institution",
        "a department", "a place in another language", "an institution in French",
    ],
)  # fmt: skip
def test_other_capitals_are_no_names(question: str) -> None:
    assert named(question) == Named((), (), question)


@pytest.mark.parametrize(
    "question",
    ["wat beloofde somers over sib's", "WAT BELOOFDE SOMERS OVER SIB'S", "Wat beloofde somers over sib's"],
)
def test_a_question_all_in_one_case_names_people_all_the_same(question: str) -> None:
    assert names(question) == ["Bart Somers"]


def test_a_small_word_is_no_name_where_others_are_capitalised() -> None:
    assert names("Hebben de somers van Kortrijk iets gezegd?") == []


def test_a_chair_without_a_persons_name_is_nobody() -> None:
    assert names("Wat zei de voorzitter?") == []
    assert "v" not in PEOPLE.by_id


def test_the_last_role_of_a_person_counts() -> None:
    people = People([Speaker("a", "Ann Smet", "X", "member"), Speaker("a", "Ann Smet", "X", "minister")])
    assert people.by_id["a"].role == "minister"


def test_an_index_without_speakers_names_nobody() -> None:
    assert People([]).find("What did Somers promise?", VOCABULARY).people == ()
