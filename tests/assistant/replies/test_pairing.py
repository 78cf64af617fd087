"""Which passages of a reply are paired with which question."""

import pytest

from assistant.answering.replies.pairing import Put, Replying, Stretch
from assistant.assistant import Assistant
from index.sentences import sentence_spans
from index.transcript import SittingInfo, Turn

SITTING = SittingInfo("made", "test", None, "", None, None)
LEAD, WHEN = Put("Zit er lood in de verf?"), Put("Wanneer gaat de brug weer open voor fietsers?")
REPLY = (
    "In de verf werd inderdaad lood gemeten. Daar zijn twee ploegen mee bezig. "
    "Voor fietsers gaat de brug weer open in september. Dat is een week later dan gedacht."
)


def replying(text: str, count: int = 2, **fields: object) -> Replying:
    due = tuple((number + 0.5) / count for number in range(count))
    return Replying(Turn("made-1", "made", None, None, text, 1), SITTING, due, **fields)  # type: ignore[arg-type]


def quoted(found: list[Stretch]) -> list[str]:
    return [one.replying.turn.text[one.start : one.end] for one in found]


def signal(assistant: Assistant, name: str, puts: list[Put], made: Replying) -> list[list[float]]:
    wanted = [assistant.pairing.wanted(put) for put in puts]
    found: list[list[float]] = assistant.pairing.signals(wanted, made, sentence_spans(made.turn.text))[name].tolist()
    return found


def test_each_question_gets_the_passage_with_its_own_words_first(assistant: Assistant) -> None:
    lead, when = assistant.pairing.candidates([LEAD, WHEN], [replying(REPLY)], "De verf van de brug.", "De brug")
    assert quoted(lead)[0].startswith("In de verf werd inderdaad lood gemeten.")
    assert "weer open in september" in quoted(when)[0]


def test_the_order_of_the_reply_need_not_be_that_of_the_questions(assistant: Assistant) -> None:
    when, lead = assistant.pairing.candidates([WHEN, LEAD], [replying(REPLY)], "De verf van de brug.", "De brug")
    assert "weer open in september" in quoted(when)[0]
    assert quoted(lead)[0].startswith("In de verf werd inderdaad lood gemeten.")


def test_without_a_reply_there_are_no_candidates(assistant: Assistant) -> None:
    assert assistant.pairing.candidates([LEAD, WHEN], [], "De brug.", "De brug") == [[], []]


def test_what_a_sentence_has_of_all_questions_speaks_for_none(assistant: Assistant) -> None:
    alike = [Put("Wanneer is de brug klaar?"), Put("Wie maakt de brug klaar?")]
    made = replying("De brug is klaar. Dat is alles.")
    first, second = signal(assistant, "own_covered", alike, made)
    assert first == pytest.approx([-one for one in second])
    assert abs(first[0]) < signal(assistant, "covered", alike, made)[0][0]


def test_a_reply_that_says_which_question_it_is_at_is_believed_less_and_less(assistant: Assistant) -> None:
    first, second = signal(
        assistant, "named", [LEAD, WHEN], replying("Dank u. Wat uw tweede vraag betreft: in mei. Echt waar.")
    )
    assert second[0] == 0.0 < second[2] < second[1] == 1.0
    assert first[1] < first[2] < 0.0


def test_a_sentence_that_only_says_which_question_it_is_at_is_shown_with_the_one_after_it(assistant: Assistant) -> None:
    made = replying("De verf is wit. Uw laatste vraag ging over fietsers. Zij moeten omrijden. Dat was het.")
    _, when = assistant.pairing.candidates([LEAD, WHEN], [made], "De brug en de verf.", "De brug")
    assert quoted(when)[0].startswith("Uw laatste vraag ging over fietsers. Zij moeten omrijden.")
    assert when[0].named


def test_numbers_count_only_where_the_reply_speaks_to_the_asker(assistant: Assistant) -> None:
    text = "Mevrouw Pas, dank u. Wat uw tweede vraag betreft: in mei."
    other = replying(text, asker="Maes", others=("Pas",))
    assert signal(assistant, "named", [LEAD, WHEN], other)[1] == [0.0, 0.0]
    assert signal(assistant, "addressed", [LEAD, WHEN], other)[1] == [-1.0, -1.0]
    assert signal(assistant, "named", [LEAD, WHEN], replying(text, asker="Pas", others=("Maes",)))[1] == [0.0, 1.0]


def test_nearer_to_where_the_reply_is_due_counts_a_little(assistant: Assistant) -> None:
    early, late = signal(assistant, "order", [LEAD, WHEN], replying("Eerst komt dit. Dan komt dat."))
    assert early[0] > early[1]
    assert late[1] > late[0]


def test_the_reply_of_another_sitting_is_told_by_others_that_come_as_near(assistant: Assistant) -> None:
    own = assistant.pairing.as_near([LEAD, WHEN], [replying(REPLY)], "De brug en de verf.", "De brug")
    strange = replying("Het pensioen van de loodsen stijgt, zodra de kas het toelaat.")
    other = assistant.pairing.as_near([LEAD, WHEN], [strange], "De brug en de verf.", "De brug")
    assert own.max() == 0.0
    assert other.min() > own.max()
