"""Gold sets, runs, metrics, intervals and reports: how well the assistant finds and quotes what answers.

Measures the same retrieval code that serves users, through `assistant.assistant.Assistant`; knows nothing of
how it finds. `python -m eval GOLD` is the command; `eval/README.md` says how to read its figures.
"""
