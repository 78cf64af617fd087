"""Check a quote: whether words stand in the record, where, by whom, and what was done to them if they do not."""
