"""An answer on the terminal: quotes under their speakers, then where each stands."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from assistant.answer import Answer, Citation, Language
from assistant.answering.model.wording import word
from assistant.answering.phrases import date_in_words, speaker_in_words


def show(answer: Answer, console: Console | None = None) -> None:
    """Print an answer, or a refusal with what came nearest."""
    console = console or Console(highlight=False)
    language = answer.understood.language
    _of_the_model(console, answer)
    if answer.refusal is not None:
        console.print(Text(answer.refusal.reason, style="bold"))
        console.print(Text(answer.refusal.searched))
        for citation in answer.refusal.nearest:
            console.print()
            console.print(Text(f"{speaker_in_words(citation.turn.speaker, language)}:"))
            console.print(Padding(quoted(citation), (0, 0, 0, 2)))
            _source(console, citation, language)
        _notices(console, answer.refusal.nearest)
        return
    cited = {citation.number: citation for citation in answer.citations}
    for sentence in answer.sentences:
        if not sentence.citations:
            console.print(Text(sentence.text, style="bold"))
            continue
        numbers = " ".join(f"[{number}]" for number in sentence.citations)
        words = quoted(cited[sentence.citations[0]])
        console.print(Padding(Text.assemble("“", words, "” ", (numbers, "dim")), (0, 0, 0, 2)))
        for translation in answer.translations:
            if translation.citation in sentence.citations:
                shown = Text.assemble(translation.text, f" ({word('translated', language)})", style="dim italic")
                console.print(Padding(shown, (0, 0, 0, 4)))
    console.print()
    show_sources(console, answer.citations, language)


def show_sources(console: Console, citations: Sequence[Citation], language: Language) -> None:
    """Print where each quote stands, a line each, and what the quoted sittings say about their own text."""
    for citation in citations:
        _source(console, citation, language)
    _notices(console, citations)


def quoted(citation: Citation) -> Text:
    """The words of a quote, with what was asked for (a figure, a time, a reason) underlined."""
    words = Text(citation.quote)
    for start, end in citation.marks:
        words.stylize("bold underline", start - citation.start, end - citation.start)
    return words


def _of_the_model(console: Console, answer: Answer) -> None:
    """What a language model had to do with the answer: the question as searched with, its prose, what it could not."""
    language, prose = answer.understood.language, answer.prose
    if answer.rewritten is not None:
        console.print(Text(word("rewritten", language, question=answer.rewritten), style="dim"), soft_wrap=True)
    for note in (*answer.notes, *([prose.reason] if prose and prose.reason else [])):
        console.print(Text(note, style="dim italic"), soft_wrap=True)
    if prose is not None and prose.sentences:
        console.print(Text(" ".join(sentence.text for sentence in prose.sentences)))
        console.print(Text(word("written", language, removed=prose.removed), style="dim italic"), soft_wrap=True)
        console.print()


def _source(console: Console, citation: Citation, language: Language) -> None:
    sitting = citation.sitting
    parts = [date_in_words(sitting.date, language), sitting.title, citation.turn.id]
    if citation.locator.url:
        parts.append(citation.locator.url)
    console.print(Text(f"[{citation.number}] {' · '.join(parts)}", style="dim"), soft_wrap=True)


def _notices(console: Console, citations: Sequence[Citation]) -> None:
    """What the quoted sittings say about their own text, each once."""
    for notice in dict.fromkeys(citation.sitting.notice for citation in citations if citation.sitting.notice):
        console.print(Text(notice, style="dim italic"), soft_wrap=True)
