"""From a question to evidence: both searches, the debate around each hit, the people named, fused into one score.

A reply often repeats none of the question's words, because the member before it said them. So a turn inherits a share
of what its neighbours in the same agenda item score, and of what the item's title says. Signals are put on one scale
and added with fixed weights (`Weights`). Knows nothing of sentences or answers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from assistant.answer import Evidence, Filters, Kind, Understood
from assistant.cues import form
from assistant.late import LateInteraction, QuestionTokens
from assistant.query import QueryWords
from assistant.question import Asked
from assistant.reranking import READ, CrossEncoderReranker
from index.encoders import load_bundled
from index.lexical import Scope, Variant
from index.record import passage_of
from index.store import Index
from index.transcript import Turn

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

SEARCHED = 500
"""Passages that each search gives; their turns and those turns' neighbours are the candidates."""

INHERITED = {-3: 0.3, -2: 0.6, -1: 1.0, 1: 0.5, 2: 0.3}
"""The share of a neighbour's scores that a turn inherits, by distance: what was said just before it tells most."""

RERANKED = 100
"""The best turns, which are read once more, word by word."""

MOST_OF_DEBATE = 6
"""Turns of one debate before others have their turn, so that one long debate does not fill the list."""

BESIDE = (-2, -1, 1, 2)
"""How far from a turn somebody speaks who is spoken to: between the two the chair often gives the floor."""

CARRIED_VECTOR = 0.6
_SENTENCE = re.compile(r"[^.?!]+[.?!]?")
NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal counts. All signals lie about in [0, 1]; see eval/LOG.md for how the weights were found."""

    words: float = 0.9  # BM25 of the turn's best passage, as a share of the best of all
    meaning: float = 0.9  # cosine of the turn's best passage
    words_around: float = 0.6  # the neighbours' shares of the two
    meaning_around: float = 1.6
    title: float = 0.7  # cosine of the agenda item's or sitting's title
    speaker: float = 1.6  # the turn is by somebody named in the question, or of a party that it names
    addressed: float = 1.8  # it stands beside a turn of the person to whom it is said to have been said
    sitting: float = 1.7  # the sitting is of the period, the committee or the parliament that the question names
    late: float = 3.1  # the share of the question that the turn tells, token by token; of the best turns only
    asks: float = 0.8  # the turn's share of questions, for "what did X ask"; against it for every other question
    judged: float = 2.0  # what a cross-encoder says, where one is set; not fitted, for none comes with the program
    form: float = 0.6  # the best passage has the form of an answer: a figure for "how much", a date for "when"


@dataclass(frozen=True, slots=True)
class Searched:
    """The best candidates of a search, reranked, in no order: rows (n,), signals and scores (n,), turns by row.

    `best_passage` is the position of each turn's best passage, (n,). With what was searched for: the words, the
    vector (dimensions,), the tokens.
    """

    rows: Rows
    signals: dict[str, Floats]
    scores: Floats
    best_passage: Rows
    turns: Mapping[int, Turn]
    words: list[list[Variant]]
    vector: npt.NDArray[np.float32]
    tokens: QuestionTokens


class Retriever:
    """Retrieval over one opened index."""

    def __init__(
        self,
        index: Index,
        query: QueryWords,
        weights: Weights | None = None,
        reranker: CrossEncoderReranker | None = None,
    ) -> None:
        self._index, self._query, self._reranker = index, query, reranker
        self.weights = weights or Weights()
        self._debate, self._titles = index.layout.debate_of_turn, index.debate_titles
        self.late = LateInteraction(load_bundled(), index.tokens, index.layout, self._debate, self._titles)
        self._title_vectors = index.encoder.encode_passages(self._titles)

    def retrieve(
        self, asked: Asked, limit: int, filters: Filters = NO_FILTERS, sitting: str | None = None
    ) -> list[Evidence]:
        """Evidence for a question, best first, at most one a turn and `limit` in all."""
        searched = self.search(asked, self.scope(filters, sitting))
        return self.evidence(searched, limit)

    def scope(self, filters: Filters, sitting: str | None = None) -> Scope:
        """The part of the record that filters leave."""
        sittings = None
        if sitting is not None or filters.since or filters.until or filters.source or filters.committees:
            sittings = frozenset(
                key
                for key, row in self._index.sittings.items()
                if (sitting is None or row.id == sitting)
                and (filters.source is None or row.source == filters.source)
                and (not filters.committees or row.committee in filters.committees)
                and (filters.since is None or (row.date is not None and row.date >= filters.since))
                and (filters.until is None or (row.date is not None and row.date <= filters.until))
            )
        speakers = None
        if filters.speakers or filters.parties:
            speakers = frozenset(
                key
                for key, speaker in self._index.speakers.items()
                if (not filters.speakers or speaker.id in filters.speakers)
                and (not filters.parties or speaker.party in filters.parties)
            )
        return Scope(sittings, speakers)

    def search(self, asked: Asked, scope: Scope) -> Searched:
        """The best candidates with all their signals, in no order."""
        groups = self._query.of(asked.text, asked.carried)
        vector = self.vector(asked)
        named = self._speaker_keys(asked)
        scopes = [scope]
        if named and scope.speakers is None:
            # Somebody named is looked for among their own turns too: they may be far down the whole list.
            scopes.append(Scope(scope.sittings, frozenset(named)))
        words: dict[int, float] = {}
        passages: list[Rows] = []
        for part in scopes:
            keys, scores = self._index.lexical.search(groups, SEARCHED, part)
            near, _ = self._index.vectors.search(vector, SEARCHED, part)
            words.update(zip(keys.tolist(), scores.tolist(), strict=True))
            passages += [keys, near]
        candidates = self._candidates(np.concatenate(passages), scope)
        signals = self._signals(candidates, asked, words, vector, named)
        order = np.argsort(-self._weigh(signals), kind="stable")[:RERANKED]
        turns = self._index.turns(candidates[order].tolist())
        order = order[np.isin(candidates[order], list(turns))]  # without those removed since the index was opened
        rows = candidates[order]
        kept = {name: signal[order] for name, signal in signals.items()}
        tokens = self.late.question([asked.text, *asked.carried])
        reread, best = self._reread(rows, turns, tokens, asked.understood.kind)
        kept |= reread
        if self._reranker is not None:
            kept["judged"] = self._judge(self._reranker, asked.text, self._weigh(kept), rows, turns, best)
        return Searched(rows, kept, self._weigh(kept), best, turns, groups, vector, tokens)

    def _weigh(self, signals: Mapping[str, Floats]) -> Floats:
        """The signals' weighted sum, (n,)."""
        total: Floats = np.zeros(len(next(iter(signals.values()))))
        for name, signal in signals.items():
            total += getattr(self.weights, name) * signal
        return total

    def _reread(
        self, rows: Rows, turns: Mapping[int, Turn], tokens: QuestionTokens, kind: Kind
    ) -> tuple[dict[str, Floats], Rows]:
        """The signals that need the words of a turn, (len(rows),) each, and the turns' best passages by them."""
        late, passages = self.late.turns(tokens, rows)
        texts = [turns[row].text for row in rows.tolist()]
        questions = np.array([_asking(text) for text in texts])
        spans = self._index.layout.spans[passages].tolist()
        forms = [form(kind, text[start:end]) for text, (start, end) in zip(texts, spans, strict=True)]
        return {
            "late": late,
            "asks": questions if kind == "asked" else -questions,
            "form": np.array(forms),
        }, passages

    def evidence(self, searched: Searched, limit: int) -> list[Evidence]:
        """The best candidates as evidence."""
        order = self._spread(searched)[:limit]
        layout, found = self._index.layout, []
        for i in order:
            row = int(searched.rows[i])
            turn = searched.turns[row]
            start, end = layout.spans[searched.best_passage[i]]
            found_by = {
                name: round(float(getattr(self.weights, name) * signal[i]), 4)
                for name, signal in searched.signals.items()
                if signal[i]
            }
            info = self._index.sittings[int(layout.sitting_of_turn[row])]
            found.append(
                Evidence(passage_of(turn, int(start), int(end)), turn, info, float(searched.scores[i]), found_by)
            )
        return found

    def _judge(
        self,
        reranker: CrossEncoderReranker,
        text: str,
        scores: Floats,
        rows: Rows,
        turns: Mapping[int, Turn],
        best: Rows,
    ) -> Floats:
        """What the cross-encoder says of the best turns' best passages, (len(rows),), 0 for the others."""
        found = np.zeros(len(rows))
        read = np.argsort(-scores, kind="stable")[:READ]
        spans = self._index.layout.spans[best[read]].tolist()
        passages = [turns[int(rows[at])].text[start:end] for at, (start, end) in zip(read, spans, strict=True)]
        found[read] = reranker.scores(text, passages)
        return found

    def _spread(self, searched: Searched) -> Rows:
        """Positions of the candidates, best first; what exceeds `MOST_OF_DEBATE` of one debate comes after the rest."""
        order = np.argsort(-searched.scores, kind="stable")
        debates = self._debate[searched.rows[order]]
        seen: Counter[int] = Counter()
        nth = np.zeros(len(order), dtype=np.int64)
        for at, debate in enumerate(debates.tolist()):
            nth[at] = seen[debate]
            seen[debate] += 1
        found: Rows = np.concatenate([order[nth < MOST_OF_DEBATE], order[nth >= MOST_OF_DEBATE]])
        return found

    def vector(self, asked: Asked) -> npt.NDArray[np.float32]:
        """The question's vector (dimensions,), of length 1, with a share of the earlier questions it leans on."""
        texts = [asked.text, *asked.carried]
        vectors = self._index.encoder.encode_questions(texts)
        mixed = sum(
            (CARRIED_VECTOR**n * v for n, v in enumerate(vectors)),
            np.zeros(vectors.shape[1], dtype=np.float32),
        )
        length = float(np.linalg.norm(mixed))
        found: npt.NDArray[np.float32] = (mixed / length if length else mixed).astype(np.float32)
        return found

    def _speaker_keys(self, asked: Asked) -> set[int]:
        people = {speaker.id for speaker in asked.understood.speakers}
        parties = set() if people else set(asked.understood.parties)
        return {k for k, speaker in self._index.speakers.items() if speaker.id in people or speaker.party in parties}

    def _in_scope(self, rows: Rows, scope: Scope) -> npt.NDArray[np.bool_]:
        layout = self._index.layout
        inside = np.ones(len(rows), dtype=bool)
        if scope.sittings is not None:
            inside &= np.isin(layout.sitting_of_turn[rows], list(scope.sittings))
        if scope.speakers is not None:
            inside &= np.isin(layout.speaker_of_turn[rows], list(scope.speakers))
        return inside

    def _candidates(self, keys: Rows, scope: Scope) -> Rows:
        """Rows of the turns of these passages and of their neighbours in the same debate, each once."""
        layout = self._index.layout
        at = layout.rows_of_passages(np.unique(keys))
        hits = np.unique(layout.turn_of_passage[at[at >= 0]])
        around = [hits]
        for distance in INHERITED:
            beside = hits - distance
            inside = (beside >= 0) & (beside < len(layout.turn_keys))
            same = self._debate[hits[inside]] == self._debate[beside[inside]]
            around.append(beside[inside][same])
        rows = np.unique(np.concatenate(around))
        return rows[self._in_scope(rows, scope)]

    def _signals(
        self,
        rows: Rows,
        asked: Asked,
        words: dict[int, float],
        vector: npt.NDArray[np.float32],
        named: set[int],
    ) -> dict[str, Floats]:
        layout = self._index.layout
        # Neighbours outside the scope (another speaker's question) still tell what a reply is about.
        wide = np.unique(np.concatenate([rows + d for d in (0, *INHERITED)])) if len(rows) else rows
        wide = wide[(wide >= 0) & (wide < len(layout.turn_keys))]
        own_words, own_meaning = self._own(wide, words, vector)
        at = np.searchsorted(wide, rows)
        titles = np.clip(self._title_vectors @ vector, 0.0, 1.0)
        by_named = (
            np.isin(layout.speaker_of_turn, list(named)).astype(float) if named else np.zeros(len(layout.turn_keys))
        )
        return {
            "words": own_words[at],
            "meaning": own_meaning[at],
            "words_around": self._around(rows, wide, own_words),
            "meaning_around": self._around(rows, wide, own_meaning),
            "title": titles[self._debate[rows]],
            "speaker": by_named[rows],
            "addressed": self._beside(rows, {person.id for person in asked.understood.addressees}),
            "sitting": self._in_sitting(rows, asked.understood),
        }

    def _beside(self, rows: Rows, people: set[str]) -> Floats:
        """1 for turns that one of these people answers, or that stand beside a turn of theirs, (len(rows),)."""
        found = np.zeros(len(rows))
        if not people:
            return found
        layout = self._index.layout
        keys = [key for key, speaker in self._index.speakers.items() if speaker.id in people]
        theirs = np.isin(layout.speaker_of_turn, keys)
        for links in (layout.answers, layout.answered_by):
            linked, which = links.of(rows)
            found[which[theirs[linked]]] = 1.0
        for distance in BESIDE:
            near = np.clip(rows + distance, 0, len(theirs) - 1)
            found[theirs[near] & (self._debate[near] == self._debate[rows])] = 1.0
        return found

    def _in_sitting(self, rows: Rows, understood: Understood) -> Floats:
        """The share of what the question says of the sitting (period, committee, source) that is so, (len(rows),).

        A wish, no filter: "fined in 2023" may be said in 2025.
        """
        since, until = understood.period or (None, None)
        wanted = bool(understood.period) + bool(understood.committees) + bool(understood.sources)
        if not wanted:
            return np.zeros(len(rows))
        met = {
            key: (
                bool(understood.period and row.date and (since or row.date) <= row.date <= (until or row.date))
                + (row.committee in understood.committees)
                + (row.source in understood.sources)
            )
            / wanted
            for key, row in self._index.sittings.items()
        }
        return np.array([met[key] for key in self._index.layout.sitting_of_turn[rows].tolist()])

    def _own(self, rows: Rows, words: dict[int, float], vector: npt.NDArray[np.float32]) -> tuple[Floats, Floats]:
        """BM25 (share of the best) and cosine of each turn's best passage, (len(rows),) each."""
        layout = self._index.layout
        if len(rows) == 0:
            return np.zeros(0), np.zeros(0)
        flat, starts = layout.passages_of_turns(rows)
        keys = layout.passage_keys[flat]
        cosines = np.clip(self._index.vectors.vectors(keys) @ vector, 0.0, 1.0).astype(float)
        top = max(words.values(), default=1.0)
        bm25 = np.array([words.get(key, 0.0) for key in keys.tolist()]) / top
        return np.maximum.reduceat(bm25, starts), np.maximum.reduceat(cosines, starts)

    def _around(self, rows: Rows, wide: Rows, values: Floats) -> Floats:
        """The best weighted value among each turn's neighbours in the same debate."""
        found = np.zeros(len(rows))
        for distance, share in INHERITED.items():
            beside = rows + distance
            at = np.minimum(np.searchsorted(wide, beside), max(len(wide) - 1, 0))
            inside = (beside >= 0) & (beside < len(self._debate)) & (wide[at] == beside if len(wide) else False)
            same = np.zeros(len(rows), dtype=bool)
            same[inside] = self._debate[rows[inside]] == self._debate[beside[inside]]
            found[same] = np.maximum(found[same], share * values[at[same]])
        return found


def _asking(text: str) -> float:
    """The share of a text, by characters, that is in sentences with a question mark."""
    return sum(len(sentence) for sentence in _SENTENCE.findall(text) if sentence.endswith("?")) / len(text)


def signal_names() -> list[str]:
    """The signals that every search has, in the order of `Weights`."""
    return [field.name for field in fields(Weights) if field.name != "judged"]
