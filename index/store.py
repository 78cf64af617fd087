"""An index, opened for reading: turns and passages, the two searches, and who speaks where.

An opened index keeps showing what it showed when it was opened, while a writer works beside it. A directory whose
derived parts are behind (a writer was killed) is mended when it is opened. Knows nothing of questions.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from filelock import FileLock, Timeout

from index import derived, publishing
from index.commitments.base import Commitment, SetStatus
from index.commitments.keeping import bring_up, is_current
from index.encoders import Encoder, load_bundled, load_encoder
from index.errors import IndexMismatchError
from index.exchanges.stored import StoredExchanges
from index.layout import Layout
from index.manifest import Manifest
from index.place import Place, at
from index.record import Record
from index.related import RelatedWords
from index.terms import LANGUAGES, CompoundSplitter, stem
from index.tokens import PassageTokens
from index.transcript import AgendaItem, Sitting, SittingInfo, Speaker, Turn
from index.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class MadeCommitment:
    """A commitment with the row of its turn and of the turn replied to, and what a person said of it, if anyone did."""

    made: Commitment
    row: int
    question: int | None
    status: SetStatus | None


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that an index was read from: its sittings, oldest read first, how many turns they have, and how many notes
    of each kind (`NoteKind`)."""

    name: str
    format: str
    sittings: tuple[SittingInfo, ...]
    turns: int
    notes: dict[str, int]


class Index:
    """An index opened for reading; `open_index` makes one. `waiting` sittings have no vectors yet and are not in it."""

    def __init__(self, place: Place, truth: Record, parts: derived.Parts, manifest: Manifest) -> None:
        self.place, self.manifest = place, manifest
        self._record = truth
        directory = place.directory
        self.vocabulary = Vocabulary.read(directory / parts.words)
        self.related = RelatedWords.open(directory / parts.related, load_bundled())
        self.tokens = PassageTokens.open(directory / parts.tokens)
        exchanges = StoredExchanges.read(directory / parts.exchanges)
        self.splitter = CompoundSplitter(self.vocabulary.frequencies)
        self.encoder_name = manifest.encoder
        with truth.snapshot():
            self.layout = Layout(truth, exchanges)
            self.lexical, self.vectors = derived.open_searches(place, parts, truth, manifest.dimensions)
            notices = truth.notices()
            waiting = set(truth.waiting())
            self.waiting = len(waiting)
            self.sittings: dict[int, SittingInfo] = {
                row.key: SittingInfo(
                    row.id, row.source, dt.date.fromisoformat(row.date) if row.date else None, row.title,
                    row.committee, notices.get(row.key),
                )
                for row in truth.sitting_rows()
                if row.key not in waiting
            }  # fmt: skip
            self.speakers: dict[int, Speaker] = {
                row.key: Speaker(row.id, row.name, row.party, row.role) for row in truth.speaker_rows()
            }
            self.items: dict[tuple[int, str], AgendaItem] = {}
            placed: dict[tuple[int, int], str] = {}
            for row in truth.item_rows():
                self.items[row.sitting, row.id] = AgendaItem(row.id, row.number, row.title)
                placed[row.sitting, row.position] = row.title
        _, first = np.unique(self.layout.debate_of_turn, return_index=True)
        begun = zip(self.layout.sitting_of_turn[first].tolist(), self.layout.item_of_turn[first].tolist(), strict=True)
        self.debate_titles: list[str] = [
            placed[sitting, item] if item >= 0 else self.sittings[sitting].title for sitting, item in begun
        ]
        self._encoder: Encoder | None = None
        self._word_counts: npt.NDArray[np.int64] | None = None

    @property
    def directory(self) -> Path:
        """The index's directory on this machine."""
        return self.place.directory

    @property
    def encoder(self) -> Encoder:
        """The encoder that the index was built with, loaded when it is first needed."""
        if self._encoder is None:
            encoder = load_encoder(self.manifest.encoder)
            self.manifest.check(encoder, self._record)
            self._encoder = encoder
        return self._encoder

    def has_word(self, word: str) -> bool:
        """Whether a folded word stands in the record, in any form of it."""
        if word in self.vocabulary.frequencies:
            return True
        # The vocabulary is of when all was made anew; what was added later stands in the lexical index alone.
        return any(self.lexical.document_frequency(stem(word, language)) for language in LANGUAGES)

    def turn_ids(self) -> list[str]:
        """Ids of all turns, by sitting and order."""
        return self.layout.turn_ids

    def turns(self, rows: Sequence[int]) -> dict[int, Turn]:
        """Turns by row of the layout; a turn that was removed meanwhile is left out."""
        keys = {int(self.layout.turn_keys[row]): row for row in rows}
        found = {keys[key]: turn for key, turn in self._record.turns_by_key(list(keys)).items()}
        for row, turn in found.items():
            self.layout.know(turn.id, row)
        return found

    def texts(self, rows: Sequence[int]) -> dict[int, str]:
        """The texts of turns by row of the layout, without all else; a turn that was removed meanwhile is left out."""
        if not rows:
            return {}
        keys = {int(self.layout.turn_keys[row]): row for row in rows}
        return {keys[key]: text for key, text in self._record.texts_by_key(list(keys)).items()}

    def sitting(self, sitting_id: str) -> Sitting | None:
        """One sitting, whole, or None; one that waits for its vectors is not there yet."""
        return None if self._record.is_waiting(sitting_id) else self._record.sitting(sitting_id)

    def files(self) -> list[HeldFile]:
        """Every file that the sittings shown here were read from, in the order in which they were read."""
        keys, turns = np.unique(self.layout.sitting_of_turn, return_counts=True)
        turns_of = dict(zip(keys.tolist(), turns.tolist(), strict=True))
        notes: dict[int, dict[str, int]] = {}
        for sitting, kind, count in self._record.note_counts():
            notes.setdefault(sitting, {})[kind] = count
        held: dict[str, list[int]] = {}
        for key, file in self._record.sitting_files().items():
            held.setdefault(file, []).append(key)
        return [
            _held_file(
                row.name, row.format, [k for k in held.get(row.name, ()) if k in self.sittings], self, turns_of, notes
            )
            for row in self._record.file_rows()
        ]

    def rows_holding(self, words: Sequence[Sequence[str]]) -> npt.NDArray[np.int64]:
        """Rows of the turns in which every word stands, each in one of its spellings (`Record.turns_holding`)."""
        return np.flatnonzero(np.isin(self.layout.turn_keys, self._record.turns_holding(words)))

    def word_counts(self) -> npt.NDArray[np.int64]:
        """How many words, as white space separates them, each turn has, (turns,) by row; counted at the first call."""
        if self._word_counts is None:
            counts = {key: len(text.split()) for _, key, _, _, text in self._record.turn_texts(self.sittings)}
            keys = self.layout.turn_keys.tolist()
            self._word_counts = np.array([counts.get(key, 0) for key in keys], dtype=np.int64)
        return self._word_counts

    def commitments(self) -> list[MadeCommitment]:
        """Every commitment of the turns that this index shows, in the order spoken, with what is noted of it now."""
        rows = {key: row for row, key in enumerate(self.layout.turn_keys.tolist())}
        statuses = self._record.statuses()
        return [
            MadeCommitment(made, rows[turn], rows.get(question) if question else None, statuses.get(made.id))
            for turn, question, made in self._record.commitments()
            if turn in rows
        ]

    def commitment_spans(self, turn_ids: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
        """Where in the texts of these turns somebody binds themselves; turns without commitments are left out."""
        keys = {int(self.layout.turn_keys[self.layout.row_of(turn_id)]): turn_id for turn_id in turn_ids}
        spans: dict[str, list[tuple[int, int]]] = {}
        for key, start, end in self._record.commitment_spans(list(keys)):
            spans.setdefault(keys[key], []).append((start, end))
        return spans

    def status_history(self, commitment: str) -> list[SetStatus]:
        """All that people have said of a commitment, by its id, oldest first."""
        return self._record.status_history(commitment)

    def stamp(self) -> tuple[object, ...]:
        """Changes when there is something newer to open; cheap enough to look at for every question.

        Raises:
            StoreError: the store cannot be reached.
        """
        if self._record.is_shared:
            return (self._record.published_hash(derived.FILE),)
        path = self.directory / derived.FILE
        return (path.stat().st_mtime_ns if path.exists() else 0,)

    def unknown_speaker_words(self) -> int:
        """How many words of the record have no known speaker."""
        return sum(len(text.split()) for text in self._record.texts_without_speaker())

    def close(self) -> None:
        """Let go of the files."""
        self._record.close()


def _held_file(
    name: str, form: str, keys: Sequence[int], index: Index, turns: dict[int, int], notes: dict[int, dict[str, int]]
) -> HeldFile:
    kinds: Counter[str] = Counter()
    for key in keys:
        kinds.update(notes.get(key, {}))
    sittings = tuple(index.sittings[key] for key in sorted(keys))
    return HeldFile(name, form, sittings, sum(turns.get(key, 0) for key in keys), dict(kinds))


def open_index(place: Place | Path) -> Index:
    """An index, ready to be searched; a directory alone has all of it.

    Raises:
        IndexMismatchError: there is no index, or one that this program cannot read; the message says how to mend it.
        StoreError: its store cannot be reached.
    """
    place = at(place)
    truth = Record(place.record)
    try:
        return _opened(place, truth)
    except BaseException:
        truth.close()
        raise


def _opened(place: Place, truth: Record) -> Index:
    manifest = Manifest.read(truth)
    while True:
        parts = _usable_parts(place, truth, manifest)
        try:
            opened = Index(place, truth, parts, manifest)
        except Exception:  # each part's library has its own
            if derived.current(place.directory) == parts:
                raise
        else:
            if derived.current(place.directory) == parts:
                return opened
        # A writer swapped other parts in and cleared these away while they were being opened: open the new ones.


def _usable_parts(place: Place, truth: Record, manifest: Manifest) -> derived.Parts:
    """The parts in use, mended first if they are behind and no writer is at work."""
    directory = place.directory
    directory.mkdir(parents=True, exist_ok=True)
    parts = _there(place)
    if parts is None or not _is_current(directory, parts, truth):
        try:
            # Held by a writer: it will bring the parts up itself, and what is there serves until then.
            with writer_lock(directory, wait=0 if parts else 600):
                parts = _mended(place, truth, manifest)
        except Timeout:
            if parts is None:
                raise IndexMismatchError(f"{directory} is being written by another process; try again later") from None
    return parts


def _is_current(directory: Path, parts: derived.Parts, truth: Record) -> bool:
    if truth.is_shared and publishing.is_fetched(directory, truth):
        return True
    return parts.revision == truth.revision and (truth.is_shared or is_current(truth))


def _there(place: Place) -> derived.Parts | None:
    """The parts in use, if their searches are where the place has them."""
    parts = derived.current(place.directory)
    return parts if parts is not None and bool(parts.milvus) == (place.milvus is not None) else None


def _mended(place: Place, truth: Record, manifest: Manifest) -> derived.Parts:
    """Parts that are up to date: those that are published in a shared store, which only its writers change; else made
    from the record."""
    if truth.is_shared:
        publishing.fetch(place.directory, truth)
    else:
        bring_up(truth)
    parts = _there(place)
    if parts is None or not _is_current(place.directory, parts, truth):
        if truth.is_shared and place.milvus is not None:  # many may read, and only one may fill Milvus
            raise IndexMismatchError(
                f"{truth.name} has nothing published that is searched in Milvus as it is now: run python -m index "
                'build with vectors = "milvus" where it is written'
            )
        parts = derived.update(place, truth, manifest.dimensions)
    return parts


def writer_lock(directory: Path, wait: float) -> FileLock:
    """The lock that only one writer of a directory holds; waits so many seconds for it."""
    return FileLock(directory / "writer.lock", timeout=wait)
