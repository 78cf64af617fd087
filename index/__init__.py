"""Transcripts in, passages out. Knows nothing of questions."""
