"""Ask: the conversation, its small form for other pages, and what is done with an answer (share, save, judge)."""
