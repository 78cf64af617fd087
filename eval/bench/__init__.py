"""The benchmark: this system against what a developer would build instead, in one run, alternating.

`python -m eval.bench` indexes a gold set's pool with each system in a process of its own, asks its questions, and
prints what each took and found, and how far the search and the encoder are from what the memory allows.
"""
