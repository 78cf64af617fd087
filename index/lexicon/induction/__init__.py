"""The recipe that made the bundled lexicon: ``python -m index.lexicon.induction DATA OUT``."""
