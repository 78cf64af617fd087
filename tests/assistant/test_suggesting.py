"""What is suggested after an answer, over invented debates and over the demo record."""

from typing import Any

import pytest

from assistant.answer import Answer, Language, Question
from assistant.assistant import Assistant
from assistant.suggesting import SUGGESTED, suggestions
from tests.assistant.conftest import Over, ask, speakers
from tests.index.conftest import turn

MINISTER: dict[str, Any] = {"speaker": "Jo Maes", "role": "minister"}
BRIDGE = [
    turn("d", 0, "We gaan over tot de vraag van mevrouw Claes.", "De voorzitter", role="chair"),
    turn("d", 1, "Minister, hoeveel kost het herstel van de brug over het kanaal?", "Eva Claes"),
    turn("d", 2, "Het herstel van de brug over het kanaal kost twaalf miljoen euro.", **MINISTER),
    turn("d", 3, "De brug over het kanaal is al jaren een gevaar voor fietsers.", "Tom Hens"),
    turn("e", 0, "Over zwembaden heeft de raad gisteren lang vergaderd.", "Lea Vos", date="2024-04-01"),
]
COST: dict[Language, str] = {
    "nl": "Hoeveel kost het herstel van de brug volgens Maes?",
    "en": "How much does the repair of the bridge cost according to Maes?",
    "fr": "Combien coûte la réparation du pont selon Maes ?",
}


@pytest.fixture(scope="module")
def bridge(over: Over) -> Assistant:
    return over(BRIDGE)


def test_who_asked_and_who_else_spoke_in_the_debate_is_suggested(bridge: Assistant) -> None:
    found = suggestions(bridge, ask(bridge, COST["nl"]))
    assert found == ["Wat vroeg Eva Claes daarover?", "Wat zei Tom Hens daarover?"]


def test_every_suggestion_is_answered_by_the_person_it_names_with_words_not_shown_yet(bridge: Assistant) -> None:
    answer = ask(bridge, COST["nl"])
    shown = {citation.quote for citation in answer.citations}
    for text in suggestions(bridge, answer):
        further = ask(bridge, text, COST["nl"])
        assert further.refusal is None
        (name,) = speakers(further)
        assert name in text
        quotes = {citation.quote for citation in further.citations}
        assert not quotes & shown
        shown |= quotes


def test_nobody_in_the_chair_and_nobody_of_another_matter_is_suggested(bridge: Assistant) -> None:
    found = " ".join(suggestions(bridge, ask(bridge, COST["nl"]), 10))
    assert "voorzitter" not in found
    assert "Lea Vos" not in found


def test_what_was_asked_before_is_not_suggested_again(bridge: Assistant) -> None:
    answer = bridge.ask(Question("Wat zei Maes daarover?", (COST["nl"], "Wat vroeg Eva Claes daarover?")))
    assert "Wat vroeg Eva Claes daarover?" not in suggestions(bridge, answer)


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_suggestions_are_in_the_language_of_the_question(demo: Assistant, language: Language) -> None:
    promised = {"nl": "Wat beloofde Somers over SIB's?", "en": "What did Somers promise on SIBs?",
                "fr": "Qu'a promis Somers au sujet des SIB ?"}  # fmt: skip
    first = suggestions(demo, ask(demo, promised[language]))[0]
    assert first == {
        "nl": "Wat vroeg Maaike De Vreese daarover?", "en": "What did Maaike De Vreese ask about that?",
        "fr": "Qu'a demandé Maaike De Vreese à ce sujet ?",
    }[language]  # fmt: skip


def test_a_reply_is_suggested_after_the_question_was_quoted(demo: Assistant) -> None:
    answer = ask(demo, "Wat vroeg De Vreese over social impact bonds?")
    assert "Wat antwoordde Bart Somers daarop?" in suggestions(demo, answer)


def test_a_record_that_holds_nothing_more_has_no_suggestion(over: Over) -> None:
    alone = over([turn("d", 0, "Het herstel van de brug kost twaalf miljoen euro.", **MINISTER)])
    assert suggestions(alone, ask(alone, COST["nl"])) == []


def test_an_answer_without_a_quote_has_no_suggestion(over: Over) -> None:
    nothing = over([turn("d", 0, "Goedemorgen.", None)])
    answer: Answer = ask(nothing, "Wat zei Janssens over kernenergie?")
    assert answer.refusal is not None
    assert suggestions(nothing, answer) == []


def test_no_more_are_suggested_than_there_is_room_for(demo: Assistant) -> None:
    answer = ask(demo, "Qu'a dit Demir sur les sanctions du VDAB ?")
    assert len(suggestions(demo, answer)) == SUGGESTED
    assert len(suggestions(demo, answer, 1)) == 1
