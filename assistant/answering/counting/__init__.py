"""Counts: every mention of a term, exactly, with its forms, its groupings and its denominators."""
