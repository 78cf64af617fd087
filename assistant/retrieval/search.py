"""The search: candidates by their first signals, the best of them read once more, word by word. Knows nothing of
where turns stand in the record.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from assistant.answer import Evidence, Filters, Kind
from assistant.cues import CUES, form
from assistant.late import LateInteraction, QuestionTokens
from assistant.query import QueryWords
from assistant.question import Asked
from assistant.reranking import READ, CrossEncoderReranker
from assistant.retrieval.places import NO_FILTERS, Places, Rows
from assistant.retrieval.signals import FirstSignals, Hits, Vector
from assistant.retrieval.weights import Floats, Weights
from index.encoders import load_bundled
from index.lexical import EVERYWHERE, Scope, Variant
from index.record import passage_of
from index.store import Index

SEARCHED = 500
"""Passages that each search gives; their turns and those turns' neighbours are the candidates."""

RERANKED = 100
"""The best turns, which are read once more, word by word."""

MOST_OF_DEBATE = 6
"""Turns of one debate before others have their turn, so that one long debate does not fill the list."""

CARRIED_VECTOR = 0.6


@dataclass(frozen=True, slots=True)
class Searched:
    """The best candidates of a search, reranked, in no order: rows (n,), signals and scores (n,).

    `best_passage` is the position of each turn's best passage, (n,). With what was searched for: the words, the
    vector (dimensions,), the tokens.
    """

    rows: Rows
    signals: dict[str, Floats]
    scores: Floats
    best_passage: Rows
    words: list[list[Variant]]
    vector: Vector
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
        self._beside = ThreadPoolExecutor(thread_name_prefix="beside")
        self._places = places = Places(index)
        self._first = FirstSignals(index, places, self.weights)
        self.late = LateInteraction(load_bundled(), index.tokens, index.layout, places.debates, places.titles)

    def warm_up(self) -> None:
        """Read the titles of all debates, and make the search by vectors ready for many questions."""
        self._index.vectors.warm_up()
        debates = np.arange(len(self._places.titles))
        self._first.read_titles(debates)
        self.late.read_titles(debates.tolist())

    def retrieve(
        self, asked: Asked, limit: int, filters: Filters = NO_FILTERS, sitting: str | None = None
    ) -> list[Evidence]:
        """Evidence for a question, best first, at most one a turn and `limit` in all."""
        searched = self.search(asked, self.scope(filters, sitting), limit)
        return self.evidence(searched, limit)

    def scope(self, filters: Filters, sitting: str | None = None) -> Scope:
        """The part of the record that filters leave."""
        return self._places.scope(filters, sitting)

    def turns_within(self, scope: Scope) -> int:
        """How many turns a part of the record has."""
        everywhere = len(self._index.layout.turn_keys)
        return everywhere if scope == EVERYWHERE else len(self._places.rows(scope))

    def search(self, asked: Asked, scope: Scope, wanted: int = RERANKED) -> Searched:
        """The best candidates with all their signals, in no order; the form of an answer is only looked for in those
        which it may bring among the first `wanted`."""
        # The searches and the store let other threads go on while they work.
        index, scopes, vector = self._index, self._scopes(asked, scope), self.vector(asked)
        by_vector = [self._beside.submit(index.vectors.search, vector, SEARCHED, one) for one in scopes]
        groups = self._query.of(asked.text, asked.carried)
        by_words = [self._beside.submit(index.lexical.search, groups, SEARCHED, one) for one in scopes]
        tokens = self.late.question([asked.text, *asked.carried])
        # The neighbours of a debate are of the same sitting, not of the same speaker.
        hits, near = ([one.result() for one in searches] for searches in (by_words, by_vector))
        found = Hits.of(hits, near, whole=scope.speakers is None)
        candidates, signals = self._first.best(found, scope, asked, vector, RERANKED)
        order = np.argsort(-self.weights.total(signals), kind="stable")[:RERANKED]
        rows, kept = candidates[order], {name: signal[order] for name, signal in signals.items()}
        asks = index.layout.asks[rows].astype(float)
        kept["asks"] = asks if asked.understood.kind == "asked" else -asks
        kept["late"], best = self.late.turns(tokens, rows)
        kept["form"] = self._forms(asked.understood.kind, rows, best, self.weights.total(kept), wanted)
        if self._reranker is not None:
            kept["judged"] = self._judge(self._reranker, asked.text, self.weights.total(kept), rows, best)
        return Searched(rows, kept, self.weights.total(kept), best, groups, vector, tokens)

    def _scopes(self, asked: Asked, scope: Scope) -> list[Scope]:
        """Where to search: somebody named is looked for among their own turns too, for they may be far down the whole
        list."""
        named = self._places.named(asked) if scope.speakers is None else None
        return [scope, Scope(scope.sittings, frozenset(named))] if named else [scope]

    def _forms(self, kind: Kind, rows: Rows, best: Rows, scores: Floats, wanted: int) -> Floats:
        """How far turns have the form of an answer, (turns,); 0 where it cannot bring them among the first `wanted`."""
        found, worth = np.zeros(len(rows)), self.weights.form
        if kind not in CUES:
            return found
        # What a cross-encoder thinks of them may bring up any.
        wanted = wanted if self._reranker is None else RERANKED
        least, most = scores + min(worth, 0.0), scores + max(worth, 0.0)
        looked = np.zeros(len(rows), dtype=bool)
        near = self._spread(rows, least)[:wanted]
        while len(near):
            found[near] = [form(kind, passage) for passage in self._passages(rows[near], best[near])]
            looked[near] = True
            # The more of the first have the form, the more another must score that comes among them.
            least[near] = scores[near] + worth * found[near]
            bar = least[self._spread(rows, least)[:wanted]].min()
            near = np.flatnonzero(~looked & (most >= bar))
        return found

    def _passages(self, rows: Rows, best: Rows) -> list[str]:
        """The words of the turns' best passages."""
        texts, spans = self._index.texts(rows.tolist()), self._index.layout.spans[best].tolist()
        return [texts.get(row, "")[start:end] for row, (start, end) in zip(rows.tolist(), spans, strict=True)]

    def evidence(self, searched: Searched, limit: int) -> list[Evidence]:
        """The best candidates as evidence."""
        order = self._spread(searched.rows, searched.scores)[:limit]
        layout, found = self._index.layout, []
        turns = self._index.turns(searched.rows[order].tolist())
        for i in order:
            row = int(searched.rows[i])
            turn = turns.get(row)
            if turn is None:  # removed meanwhile
                continue
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

    def _judge(self, reranker: CrossEncoderReranker, text: str, scores: Floats, rows: Rows, passages: Rows) -> Floats:
        """What the cross-encoder says of the best turns' best passages, (turns,), 0 for the others."""
        found = np.zeros(len(rows))
        read = np.argsort(-scores, kind="stable")[:READ]
        found[read] = reranker.scores(text, self._passages(rows[read], passages[read]))
        return found

    def _spread(self, rows: Rows, scores: Floats) -> Rows:
        """Positions of candidates, best first; what exceeds `MOST_OF_DEBATE` of one debate comes after the rest."""
        order = np.argsort(-scores, kind="stable")
        debates = self._places.debates[rows[order]]
        seen: Counter[int] = Counter()
        nth = np.zeros(len(order), dtype=np.int64)
        for at, debate in enumerate(debates.tolist()):
            nth[at] = seen[debate]
            seen[debate] += 1
        found: Rows = np.concatenate([order[nth < MOST_OF_DEBATE], order[nth >= MOST_OF_DEBATE]])
        return found

    def vector(self, asked: Asked) -> Vector:
        """The question's vector (dimensions,), of length 1, with a share of the earlier questions it leans on."""
        texts = [asked.text, *asked.carried]
        vectors = self._index.encoder.encode_questions(texts)
        mixed = sum(
            (CARRIED_VECTOR**n * v for n, v in enumerate(vectors)),
            np.zeros(vectors.shape[1], dtype=np.float32),
        )
        length = float(np.linalg.norm(mixed))
        found: Vector = (mixed / length if length else mixed).astype(np.float32)
        return found
