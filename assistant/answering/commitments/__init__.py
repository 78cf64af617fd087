"""The ledger of commitments: what was promised, by whom, by when, and what people say became of it."""
