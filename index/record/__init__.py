"""The truth of an index: sittings, turns, passages, vectors, commitments and the files they came from.

A file's sittings are written in one transaction, or not at all. Keys of turns and passages are whole numbers that
grow and are never used again, so that a search that found a passage a moment ago never shows another one's words.
Knows nothing of the searches that are derived from it.
"""

from index.record.columns import CutPassages, Outline, PassageVectors
from index.record.reading import passage_of
from index.record.record import Record
from index.record.writing import FileWriter

__all__ = ["CutPassages", "FileWriter", "Outline", "PassageVectors", "Record", "passage_of"]
