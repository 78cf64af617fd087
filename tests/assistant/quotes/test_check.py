"""The five verdicts, on an invented record; and the promise that a verbatim stretch is always found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.quotes import search
from assistant.quotes.verdict import Checked
from tests.assistant.conftest import Over, assert_verbatim
from tests.assistant.quotes.conftest import ANN, BOB, BRIDGE, EVE, THANKS
from tests.index.conftest import turn

MEMBERS = [f"Kim {surname}" for surname in "Aerts Boone Cools Dierckx Everaert Foncke Goossens".split()]


def places(checked: Checked) -> list[tuple[str, str]]:
    """Turn and quote of each place."""
    assert [place.number for place in checked.places] == list(range(1, len(checked.places) + 1))
    return [(place.turn.id, place.quote) for place in checked.places]


def difference(checked: Checked) -> list[tuple[str, str, str]]:
    return [(part.kind, part.words, part.record) for part in checked.difference]


def test_words_that_stand_so_are_verbatim_with_who_said_them_where(record: Assistant) -> None:
    checked = record.check_quote("“wij herstellen eerst de leuning, want die is verroest”")
    assert (checked.verdict, checked.said_by, checked.difference) == ("verbatim", None, ())
    assert places(checked) == [("brug-2", "Wij herstellen eerst de leuning, want die is verroest")]
    (place,) = checked.places
    assert place.turn.speaker is not None
    assert (place.turn.speaker.name, place.turn.speaker.role, place.sitting.title) == (ANN, "minister", "Wonen")


def test_words_that_stand_in_several_turns_have_all_these_places_those_of_the_person_named_first(
    record: Assistant,
) -> None:
    assert [where for where, _ in places(record.check_quote(THANKS))] == ["brug-3", "bomen-2"]
    by_ann = record.check_quote(THANKS, ANN)
    assert (by_ann.verdict, [where for where, _ in places(by_ann)]) == ("verbatim", ["bomen-2", "brug-3"])


def test_of_a_stock_phrase_the_places_of_the_person_named_are_always_read(
    over: Over, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "LOOKED", 3)
    assistant = over(turn("a", n, THANKS, name) for n, name in enumerate(MEMBERS))
    by_last = assistant.check_quote(THANKS, MEMBERS[-1])
    assert (by_last.verdict, len(by_last.places), by_last.more) == ("verbatim", 3, True)
    assert places(by_last)[0][0] == f"a-{len(MEMBERS) - 1}"
    assert assistant.check_quote(THANKS, "Jan Jansen").verdict == "other speaker"


@pytest.mark.parametrize(
    "words",
    [
        "Daarna volgt het wegdek. De kosten worden gedeeld",
        "Daarna volgt het wegdek.\n\nDe kosten worden gedeeld",
        BRIDGE,
        BRIDGE.upper()[:1] + BRIDGE[1:].replace("\n\n", "\n"),
    ],
)
def test_words_on_both_sides_of_a_paragraph_are_verbatim(record: Assistant, words: str) -> None:
    checked = record.check_quote(words)
    assert (checked.verdict, [where for where, _ in places(checked)]) == ("verbatim", ["brug-2"])


def test_half_a_word_is_not_that_word(record: Assistant) -> None:
    assert record.check_quote("herstellen eerst de leun").verdict == "altered"
    assert record.check_quote("erstellen eerst de leuning want").verdict == "altered"


def test_the_closing_punctuation_of_the_record_is_shown_where_the_quote_has_another(record: Assistant) -> None:
    as_statement = record.check_quote("Wanneer gaat de brug open.")
    assert places(as_statement) == [("brug-1", "Wanneer gaat de brug open?")]
    assert places(record.check_quote("wanneer gaat de brug open")) == [("brug-1", "Wanneer gaat de brug open")]


def test_words_of_somebody_else_are_said_to_be_that(record: Assistant) -> None:
    checked = record.check_quote("De kosten worden gedeeld met de gemeente.", "Claes")
    assert (checked.verdict, checked.said_by) == ("other speaker", BOB)
    assert places(checked) == [("brug-2", "De kosten worden gedeeld met de gemeente.")]
    assert record.check_quote("De kosten worden gedeeld met de gemeente.", "minister Peeters").verdict == "verbatim"


def test_a_name_of_nobody_in_the_record_is_not_who_said_it(record: Assistant) -> None:
    checked = record.check_quote("De kosten worden gedeeld met de gemeente.", "Winston Churchill")
    assert (checked.verdict, checked.said_by) == ("other speaker", "Winston Churchill")


def test_words_of_an_unknown_speaker_are_given_to_nobody(record: Assistant) -> None:
    checked = record.check_quote("Een stem zonder naam zegt hier iets", "Claes")
    assert checked.verdict == "other speaker"
    assert checked.places[0].turn.speaker is None


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ("De brug over de vaart gaat in het voorjaar weer open voor fietsers.", ("changed", "voorjaar", "najaar")),
        ("De brug over de vaart gaat in het najaar open voor fietsers.", ("left out", "", "weer")),
        ("De brug over de vaart gaat niet in het najaar weer open voor fietsers.", ("added", "niet", "")),
        ("De brug over de vaart, gaat in het najaar weer open voor fietsers.", ("added", ",", "")),
        ("de brug over de Vaart gaat in het najaar weer open voor fietsers", ("changed", "Vaart", "vaart")),
    ],
)
def test_altered_words_are_shown_word_by_word(record: Assistant, words: str, changed: tuple[str, str, str]) -> None:
    checked = record.check_quote(words)
    parts = difference(checked)
    assert checked.verdict == "altered"
    assert [part for part in parts if part[0] != "same"] == [changed]
    assert " ".join(part[1] for part in parts if part[1]).replace(" ,", ",") == words.rstrip(".")
    (place,) = checked.places
    assert " ".join(part[2] for part in parts if part[2]) == place.quote
    assert place.quote == BRIDGE[place.start : place.end]


def test_the_first_word_may_be_the_one_that_was_changed(record: Assistant) -> None:
    checked = record.check_quote("Vervolgens volgt het wegdek.", ANN)
    assert difference(checked) == [
        ("changed", "Vervolgens", "Daarna"),
        ("same", "volgt het wegdek", "volgt het wegdek"),
    ]


def test_what_is_left_out_with_a_mark_in_one_turn_is_honest(record: Assistant) -> None:
    checked = record.check_quote("“De brug over de vaart gaat (...) open voor fietsers. […] Daarna volgt het wegdek.”")
    assert checked.verdict == "verbatim"
    assert [part for part in difference(checked) if part[0] != "same"] == [
        ("marked omission", "(...)", "in het najaar weer"),
        ("marked omission", "[…]", ". Wij herstellen eerst de leuning, want die is verroest."),
    ]
    assert places(checked)[0][1].startswith("De brug over")


def test_what_is_put_in_with_a_mark_is_honest(record: Assistant) -> None:
    checked = record.check_quote("[D]ie is verroest. Daarna volgt [op de brug] het wegdek", ANN)
    assert checked.verdict == "verbatim"
    assert [part for part in difference(checked) if part[0] != "same"] == [("marked insertion", "[op de brug]", "")]
    assert record.check_quote("Wij herstellen eerst [de reling], want die is verroest").verdict == "verbatim"


@pytest.mark.parametrize(
    "words",
    [
        "De kosten worden gedeeld met de gemeente (...) gaat in het najaar weer open voor fietsers",
        "De brug over de vaart gaat (...) langs het kanaal planten we tweehonderd linden",
        "De brug over de vaart [en dan] langs het kanaal planten we tweehonderd linden",
    ],
    ids=["not in order", "two turns", "an insertion that joins two turns"],
)
def test_a_mark_does_not_make_pieces_of_several_places_honest(record: Assistant, words: str) -> None:
    checked = record.check_quote(words)
    assert checked.verdict == "stitched"
    assert len(checked.places) == 2


def test_an_insertion_does_not_hide_a_long_omission(record: Assistant) -> None:
    checked = record.check_quote("De brug over de vaart [die] De kosten worden gedeeld met de gemeente")
    assert checked.verdict == "stitched"


def test_words_of_two_turns_are_stitched_and_both_places_shown(record: Assistant) -> None:
    checked = record.check_quote(
        "Wij herstellen eerst de leuning, en zij verzorgen die het eerste jaar. Wie geen tuin heeft, krijgt voorrang."
    )
    assert checked.verdict == "stitched"
    assert [where for where, _ in places(checked)] == ["brug-2", "bomen-1"]
    assert [(part.kind, part.place) for part in checked.difference] == [("same", 1), ("same", 2)]
    assert checked.difference[0].record in BRIDGE


def test_words_in_another_order_are_stitched(record: Assistant) -> None:
    checked = record.check_quote("Daarna volgt het wegdek. De brug over de vaart gaat in het najaar weer open")
    assert (checked.verdict, [where for where, _ in places(checked)]) == ("stitched", ["brug-2", "brug-2"])


def test_a_clause_left_out_without_a_mark_is_an_alteration(record: Assistant) -> None:
    checked = record.check_quote("Wij herstellen eerst de leuning. De kosten worden gedeeld met de gemeente.")
    assert checked.verdict == "altered"
    assert ("left out", "", ", want die is verroest. Daarna volgt het wegdek") in [
        (kind, words, record.strip(".\n")) for kind, words, record in difference(checked)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "  …  ",
        "a",
        "Dat staat hier nergens",
        "Het schip met zure appelen vaart morgen uit naar Engeland",
        "??? !!!",
    ],
)
def test_what_the_record_does_not_have_is_not_found(record: Assistant, words: str) -> None:
    assert record.check_quote(words) == Checked(words, "not found")


def test_the_json_names_what_other_programs_read(record: Assistant) -> None:
    document = record.check_quote("Langs het kanaal planten we honderd linden", EVE).to_json()
    assert list(document) == ["words", "verdict", "said_by", "places", "difference", "more", "fingerprint"]
    assert (document["verdict"], document["said_by"], document["more"]) == ("altered", EVE, False)
    assert document["places"][0]["url"] == "https://example.org/bomen"
    assert document["difference"][1] == {
        "kind": "changed", "words": "honderd", "record": "tweehonderd", "place": 1,
    }  # fmt: skip


@settings(max_examples=150)
@given(data=st.data())
def test_a_verbatim_stretch_of_any_turn_is_found_verbatim_in_that_turn(demo: Assistant, data: st.DataObject) -> None:
    rows = demo.index.turns(range(len(demo.index.turn_ids())))
    drawn = rows[data.draw(st.sampled_from([row for row, own in rows.items() if len(own.text.split()) >= 5]))]
    words = drawn.text.split(" ")
    first = data.draw(st.integers(0, len(words) - 5)) if len(words) >= 5 else 0
    stretch = " ".join(words[first : data.draw(st.integers(min(first + 5, len(words)), len(words)))])
    checked = demo.check_quote(data.draw(st.sampled_from([stretch, f"“{stretch}”", " ".join(stretch.split())])))
    assert checked.verdict == "verbatim"
    assert drawn.id in {place.turn.id for place in checked.places}
    assert_verbatim(demo, checked.shown)


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_is_checked_all_that_is_shown_of_the_record_is_verbatim(demo: Assistant, data: st.DataObject) -> None:
    turns = list(demo.index.turns(range(len(demo.index.turn_ids()))).values())
    pieces = []
    for drawn in data.draw(st.lists(st.sampled_from(turns), min_size=1, max_size=3)):
        words = drawn.text.split()
        first = data.draw(st.integers(0, len(words) - 1))
        pieces.append(" ".join(words[first : first + data.draw(st.integers(1, 12))]))
    joint = data.draw(st.sampled_from([" ", " (...) ", " [en] ", ", niet, ", "… "]))
    checked = demo.check_quote(joint.join(pieces), data.draw(st.sampled_from([None, "Bart Somers", "Niemand"])))
    assert_verbatim(demo, checked.shown)
    assert all(not part.record or part.place for part in checked.difference)
    assert bool(checked.places) == (checked.verdict != "not found")
