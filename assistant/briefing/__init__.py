"""Briefing notes: answers and quotes with their sources, in the formats that others work with."""
