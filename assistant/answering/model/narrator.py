"""The assistant with a language model beside it: the same answers, with prose and translations where they hold.

What the assistant alone would say is always kept: sentences, citations and refusal are never changed. Whatever the
model's server does, the answer comes, at most `seconds` later than without it.
"""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import Any

from assistant.answer import Answer, Citation, Language, Prose, Question, Translation
from assistant.answering.model.checking import Checker
from assistant.answering.model.client import ModelError, ModelServer
from assistant.answering.model.prompts import prose_prompt, rewriting_prompt, translation_prompt
from assistant.answering.model.wording import word
from assistant.assistant import Assistant
from index.language import identify

FOR_REWRITING = 0.25
"""Share of the time that rewriting may take: it comes before everything else."""

LONGEST_QUESTION = 400
"""Characters of a rewritten question."""


class Narrator:
    """Answers questions as the assistant does, with a language model's help."""

    def __init__(self, assistant: Assistant, server: ModelServer, seconds: float) -> None:
        """`seconds` is what all that the model does for one answer may take."""
        self.assistant, self.server, self.seconds = assistant, server, seconds
        self._checker = Checker(assistant.index)

    def ask(self, question: Question, *, prose: bool = True, translate: bool = False) -> Answer:
        """The assistant's answer to a question, a follow-up being rewritten first, with what else is asked for."""
        began = time.monotonic()
        until = began + self.seconds
        answer = self._answer(question, began + FOR_REWRITING * self.seconds)
        if prose:
            answer = self.with_prose(answer, until)
        return self.with_translations(answer, until) if translate else answer

    def with_prose(self, answer: Answer, until: float | None = None) -> Answer:
        """The answer with prose over its citations, or why there is none; a refusal and a count as they are.

        `until` is the deadline, on the clock of `time.monotonic`; without it, `seconds` from now.
        """
        if answer.refusal is not None or answer.count is not None:
            return answer
        return replace(answer, prose=self._prose(answer, self._deadline(until)))

    def with_translations(self, answer: Answer, until: float | None = None) -> Answer:
        """The answer with those of its quotes translated that are not in the language of the question."""
        language = answer.understood.language
        foreign = [citation for citation in answer.citations if identify(citation.quote) != language]
        if not foreign:
            return answer
        try:
            said = _object(self.server.complete(*translation_prompt(foreign, language), self._deadline(until)))
        except ModelError as error:
            return replace(answer, notes=(*answer.notes, self._told(error, language)))
        held = tuple(found for citation in foreign if (found := self._translation(citation, said, language)))
        missing = len(foreign) - len(held)
        notes = (word("untranslated", language, count=missing),) if missing else ()
        return replace(answer, translations=held, notes=(*answer.notes, *notes))

    def _answer(self, question: Question, until: float) -> Answer:
        """The assistant's answer, to the rewritten question where that finds one, else to the question as it is."""
        if not question.history or not self.assistant.understand(question).carried:
            return self.assistant.ask(question)
        language = self.assistant.understand(question).understood.language
        try:
            said = self.server.complete(*rewriting_prompt(question.text, question.history, language), until)
        except ModelError as error:
            return replace(self.assistant.ask(question), notes=(self._told(error, language),))
        rewritten = " ".join(said.strip("\"'“”«» \n").split())
        sources = [question.text, *question.history]
        is_question = len(rewritten) <= LONGEST_QUESTION and identify(rewritten) == language
        if is_question and self._checker.question(rewritten, sources):
            answer = self.assistant.ask(replace(question, text=rewritten, history=()))
            if answer.refusal is None:
                return replace(answer, question=question, rewritten=rewritten)
        return self.assistant.ask(question)

    def _prose(self, answer: Answer, until: float) -> Prose:
        language = answer.understood.language
        asked = answer.rewritten or answer.question.text
        try:
            written = self.server.complete(*prose_prompt(asked, language, answer.citations), until)
        except ModelError as error:
            return Prose((), 0, self._told(error, language))
        checked = self._checker.prose(written, answer.citations)
        if checked.sentences:
            return checked
        return replace(checked, reason=word("too little", language, removed=checked.removed))

    def _translation(self, citation: Citation, said: dict[str, Any], language: Language) -> Translation | None:
        text = said.get(str(citation.number))
        if not isinstance(text, str) or not self._checker.translation(text, citation):
            return None
        return Translation(citation.number, language, text)

    def _deadline(self, until: float | None) -> float:
        return time.monotonic() + self.seconds if until is None else until

    def _told(self, error: ModelError, language: Language) -> str:
        return word(error.why, language, seconds=f"{self.seconds:g}")


def _object(said: str) -> dict[str, Any]:
    """The JSON object in a reply, which models like to put into a frame.

    Raises:
        ModelError: there is none.
    """
    try:
        found = json.loads(said[said.index("{") : said.rindex("}") + 1])
    except (ValueError, RecursionError) as error:
        raise ModelError("not understood") from error
    if not isinstance(found, dict):
        raise ModelError("not understood")
    return found
