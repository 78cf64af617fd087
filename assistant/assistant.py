"""The assistant: a question goes in, an answer of the record's own words comes out, or a refusal.

understand -> search -> weigh whether it answers -> quote. One instance serves one opened index. Every citation it
gives is proved against the record before it leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, Evidence, Filters, Language, Question, Refusal, Understood
from assistant.answerability import THRESHOLD, Judge, answerability
from assistant.answering.asked_before import QuestionsBefore
from assistant.answering.counting.answers import CountAnswers
from assistant.answering.counting.counted import Count, Hit, Term
from assistant.answering.counting.engine import Counting
from assistant.answering.counting.question import is_literal
from assistant.answering.extractive import Extractor
from assistant.answering.positions.finding import PositionFinder, Positions, whom_of
from assistant.answering.refusing import Refusing
from assistant.answering.replies.finding import Replies
from assistant.answering.replies.intervention import Intervention, Listed
from assistant.answering.replies.likeness import Likeness
from assistant.answering.replies.pairing import Pairing
from assistant.answering.sentences import SentenceScorer, Wanted
from assistant.citing import prove
from assistant.glossary import Glossary
from assistant.memory import settle
from assistant.query import QueryWords
from assistant.question import Asked, understand
from assistant.quotes.attribution import Attribution
from assistant.quotes.check import QuoteChecker
from assistant.quotes.quotations import LONGEST, outside, quotations
from assistant.quotes.verdict import Checked, QuoteReport
from assistant.reranking import CrossEncoderReranker
from assistant.retrieval import Retriever
from assistant.understanding.changing import limits
from assistant.understanding.naming import Known
from index.encoders import load_bundled
from index.exchanges import Part
from index.language import identify, language_of
from index.layout import Layout
from index.lexicon import Lexicon
from index.store import Index, open_index
from index.workers import one_thread

WEIGHED = 10
"""Turns that are looked at when an answer is made."""

WORDS_OF = 8_000
"""Turns, from all parts of the record, whose words are looked up before the first question."""

WARMING = (
    "Waarom beloofde de minister van Onderwijs in 2020 aan de commissie dat er meer leraren komen?",
    "What did the minister of Education promise on teachers, and when?",
    "Combien d'enseignants la ministre de l'Enseignement a-t-elle promis ?",
)
"""Questions that between them use every language and most patterns of the understanding."""


class Assistant:
    """Answers questions over one opened index."""

    def __init__(
        self, index: Index, glossary: Glossary | None = None, reranker: CrossEncoderReranker | None = None
    ) -> None:
        one_thread()  # several questions are answered at once, or the processes share the cores
        self.index = index
        self._reranker = reranker
        self._known = Known.of(index)
        self._people = self._known.people
        self._glossary = glossary = glossary or Glossary.read()
        vocabulary = index.vocabulary
        acronyms = Glossary([[short, f"{short}s", *longs] for short, longs in vocabulary.acronyms.items()])
        self._query = QueryWords(
            index.splitter, index.related, glossary, acronyms, Lexicon(), vocabulary.languages(), index.has_word
        )
        self.retriever = Retriever(index, self._query, reranker=reranker)
        self.judge = Judge(index, self.retriever.weights)
        scorer = SentenceScorer(index.encoder, index.splitter, self.retriever.late, index.commitment_spans)
        self._extractor = Extractor(scorer, QuestionsBefore(index))
        self._positions = PositionFinder(index, self.retriever, self.judge, self._extractor)
        # Whatever encoder the index has: texts are compared by the bundled one, which is quick at it.
        likeness = Likeness(index, load_bundled())
        self.pairing = Pairing(index.encoder, self.retriever, self._query, self.judge, scorer, likeness)
        self._replies = Replies(index, self.pairing, self.retriever)
        self._refusing = Refusing(index, self.retriever)
        self._counting = Counting(index, glossary)
        self._counts = CountAnswers(index, self._known, self._query, self._counting)
        self._quotes = QuoteChecker(index, self._people)
        self._attribution = Attribution(self._people, index.vocabulary)

    def reopened(self) -> Assistant:
        """An assistant over the same index as it is now, with the same glossary and cross-encoder.

        Raises:
            IndexMismatchError: the directory holds no index any more that this program can read.
        """
        return Assistant(open_index(self.index.place), self._glossary, self._reranker)

    def warm_up(self) -> None:
        """Load what is loaded at the first question of a kind, so that nobody waits for it."""
        for text in WARMING:
            self.ask(Question(text))
        # The words of answers are those of the record, and mostly its commonest: they are looked up from now on.
        count = len(self.index.layout.turn_keys)
        turns = self.index.turns(range(0, count, max(1, count // WORDS_OF))).values()
        languages = self.index.vocabulary.languages()
        for turn in turns:
            for language in {*languages, language_of(turn, 0, len(turn.text))}:
                self.index.splitter.terms(language, turn.text.split())
        load_bundled().tokens([turn.text for turn in turns])
        self.retriever.warm_up()
        settle()

    def understand(self, question: Question) -> Asked:
        """What the question is taken to ask."""
        return understand(question, self._known)

    def retrieve(self, question: Question, limit: int, sitting: str | None = None) -> list[Evidence]:
        """Evidence for a question, best first, at most one a turn; `sitting` restricts it to that sitting's turns."""
        asked = self.understand(question)
        return self.retriever.retrieve(asked, limit, limits(question), sitting)

    def ask(self, question: Question) -> Answer:
        """The answer to a question, or a refusal that says what was searched and shows what came nearest.

        A question that asks how often or by whom something was said is answered by a count.
        """
        asked = self.understand(question)
        count = self._counts.of(question, asked)
        if count is None:
            return self._quoted(question, asked)
        if count.mentions or is_literal(asked) or not self._counts.has_words_for(count.term):
            return self._told(Answer(question, asked.understood, (), (), None, 1.0, count=count), asked)
        # It may have been said in other words: these are quoted, once it is said that the term was not.
        other = self._quoted(question, replace(asked, text=count.term.text, carried=()))
        return self._told(replace(other, count=count), asked)

    def _told(self, answer: Answer, asked: Asked) -> Answer:
        told = self._counts.told(answer, asked)
        self._prove(told.citations)
        return told

    def _quoted(self, question: Question, asked: Asked) -> Answer:
        """The answer by the words most likely to hold it, or a refusal."""
        filters = limits(question)
        found = self.retriever.search(asked, self.retriever.scope(filters), WEIGHED)
        evidence = self.retriever.evidence(found, WEIGHED)
        wanted = Wanted(found.words, self.judge.worth(found.words), found.tokens, found.vector, asked.understood.kind)
        by_named = quotable(evidence, asked.understood, self.index.layout)
        # Judged by what may be quoted: that others spoke of it is no answer of the person asked about.
        score = answerability(self.judge.signals(found, evidence, by_named))
        reason = self._refusing.reason(asked, evidence, by_named, score)
        if reason is None:
            sentences, citations = self._extractor.answer(by_named, wanted, asked.understood.language)
            self._prove(citations)
            return Answer(question, asked.understood, tuple(sentences), tuple(citations), None, score)
        nearest = self._extractor.nearest(evidence, wanted)
        self._prove(nearest)
        refusal = Refusal(reason, self._refusing.searched(filters, asked), tuple(nearest))
        return Answer(question, asked.understood, (), (), refusal, min(score, THRESHOLD * 0.99))

    def count(self, term: str | Term, filters: Filters | None = None) -> Count:
        """Every mention of a word, an acronym or a phrase in what the filters leave, exactly.

        Raises:
            CountError: the term has no word that can be counted.
        """
        return self._counting.count(term if isinstance(term, Term) else Term(term), filters)

    def over_time(
        self, topic: str, speaker: str, filters: Filters | None = None, language: Language | None = None
    ) -> Positions:
        """What one person said on a topic, in order of time; a name that several share gives a column for each.

        Raises:
            CountError: the record has nobody of that name.
        """
        return self.positions(topic, [speaker], filters=filters, language=language)

    def positions(
        self,
        topic: str,
        speakers: Sequence[str] = (),
        parties: Sequence[str] = (),
        filters: Filters | None = None,
        language: Language | None = None,
    ) -> Positions:
        """What people, by name or id, and parties said on a topic, side by side; `language` is of the few words around.

        Raises:
            CountError: the record has nobody of a name, or no such party.
        """
        whom = whom_of(self.index, speakers, parties)
        own: Language = language or identify(topic)  # type: ignore[assignment]  # index.language knows exactly these
        found = self._positions.find(topic, whom, filters or Filters(), own)
        for column in found.columns:
            self._prove(column.citations)
        return found

    def replies(self, turn_id: str) -> Intervention | None:
        """The questions of the intervention that a turn is part of, each with the passages that may reply to it; None
        if the turn asks nothing.

        Raises:
            RepliesError: the index has no such turn.
        """
        found = self._replies.of(turn_id)
        self._prove(found.citations() if found else ())
        return found

    def interventions(self, filters: Filters | None = None, sitting: str | None = None) -> list[Listed]:
        """The interventions that ask something: those of a sitting, or of what filters leave, in the record's order.

        Raises:
            RepliesError: `sitting` is no sitting of the index.
        """
        found = self._replies.listed(filters or Filters(), sitting)
        self._prove([one.citation for one in found])
        return found

    def mentions(self, term: str, sitting_id: str) -> list[Hit]:
        """Every mention of a word, an acronym or a phrase in one sitting, in order.

        Raises:
            CountError: the term has no word that can be counted.
        """
        return self._counting.mentions(Term(term), sitting_id)

    def check_quote(self, words: str, said_by: str | None = None) -> Checked:
        """Whether words stand in the record, where, and as whose; `said_by` names who is said to have spoken them."""
        checked = self._quotes.check(words, said_by)
        self._prove(checked.shown)
        return checked

    def check_text(self, text: str, most: int | None = None) -> QuoteReport:
        """Every quotation of a text checked, with the person whom the sentence around it names.

        Only the first `most` are, and none that is longer than a quotation can be; the report counts the others.
        """
        found = quotations(text)
        kept = [one for one in found if len(one.words) <= LONGEST][:most]
        checked = (
            self.check_quote(f"{one.words} {one.code}".strip(), self._attribution.said_by(one.before, one.after))
            for one in kept
        )
        return QuoteReport.of(checked, outside(text, found), len(found) - len(kept))

    def _prove(self, citations: Sequence[Citation]) -> None:
        layout = self.index.layout
        rows = {citation.turn.id: layout.row_of(citation.turn.id) for citation in citations}
        turns = self.index.turns(list(rows.values()))
        for citation in citations:
            prove(citation, turns[rows[citation.turn.id]])


def quotable(evidence: Sequence[Evidence], understood: Understood, layout: Layout) -> list[Evidence]:
    """The evidence that may be quoted: where people are named, only their own words.

    Else not what the chair says to lead the debate, nor, where somebody was spoken to, their own words; unless nothing
    else was found.
    """
    if understood.speakers:
        named = {speaker.id for speaker in understood.speakers}
        return [found for found in evidence if found.turn.speaker is not None and found.turn.speaker.id in named]
    spoken_to = {speaker.id for speaker in understood.addressees}
    others = [
        found
        for found in evidence
        if layout.part[layout.row_of(found.turn.id)] != Part.CHAIR
        and not (found.turn.speaker and found.turn.speaker.id in spoken_to)
    ]
    return others or list(evidence)
