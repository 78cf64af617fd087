"""Evidence to answer. The default picks sentences of the record as they stand; nothing is ever rewritten."""
