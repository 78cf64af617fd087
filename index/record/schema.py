"""The tables of the record, for every database that it is kept in.

A sitting's passages are one row of columns, each a binary of whole numbers (`columns`): a parliament has hundreds of
thousands of passages, and reading them as rows would take longer than searching them.
"""

from __future__ import annotations

import sqlalchemy as sa

FORMAT = 2
"""Of the tables below; another number needs a rebuild."""

tables = sa.MetaData()
files = sa.Table(
    "files",
    tables,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),  # in the order in which they were read
    sa.Column("sha256", sa.Text, nullable=False, index=True),
    sa.Column("format", sa.Text, nullable=False),
)
sittings = sa.Table(
    "sittings",
    tables,
    sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("file", sa.Text, sa.ForeignKey("files.name"), nullable=False, index=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("date", sa.Text),  # ISO 8601
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("committee", sa.Text),
)
items = sa.Table(
    "items",
    tables,
    sa.Column("sitting", sa.Integer, sa.ForeignKey("sittings.key"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("number", sa.Text),
    sa.Column("title", sa.Text, nullable=False),
)
speakers = sa.Table(
    "speakers",
    tables,
    sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("party", sa.Text),
    sa.Column("role", sa.Text),
)
turns = sa.Table(
    "turns",
    tables,
    sa.Column("key", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("sitting", sa.Integer, sa.ForeignKey("sittings.key"), nullable=False, index=True),
    sa.Column("item", sa.Text),
    sa.Column("speaker", sa.Integer, sa.ForeignKey("speakers.key")),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("url", sa.Text),
    sa.Column("page", sa.Integer),
    sa.Column("fragment", sa.Text),
    sa.Column("languages", sa.Text, nullable=False),  # JSON: [[start, end, code], ...]
    sa.Column("text", sa.Text, nullable=False),
)
notes = sa.Table(
    "notes",
    tables,
    sa.Column("sitting", sa.Integer, sa.ForeignKey("sittings.key"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("after", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)
passages = sa.Table(  # of a sitting; their keys and those of its turns are consecutive
    "passages",
    tables,
    sa.Column("sitting", sa.Integer, sa.ForeignKey("sittings.key"), primary_key=True),
    sa.Column("first_turn", sa.BigInteger, nullable=False),
    sa.Column("turns", sa.Integer, nullable=False),
    sa.Column("first", sa.BigInteger, nullable=False, index=True),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("speakers", sa.LargeBinary, nullable=False),  # of each turn: a speaker's key, 0 for none
    sa.Column("items", sa.LargeBinary, nullable=False),  # of each turn: an item's position, -1 for none
    sa.Column("orders", sa.LargeBinary, nullable=False),  # of each passage: its turn's order
    sa.Column("starts", sa.LargeBinary, nullable=False),
    sa.Column("ends", sa.LargeBinary, nullable=False),
    sa.Column("languages", sa.LargeBinary, nullable=False),
    sa.Column("vectors", sa.LargeBinary, nullable=False),  # codes of `index.vectors.codes`, passage after passage
)
commitments = sa.Table(
    "commitments",
    tables,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("turn", sa.BigInteger, sa.ForeignKey("turns.key"), nullable=False, index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("strength", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("beneficiary", sa.Text),
    sa.Column("deadline", sa.Text),
    sa.Column("due", sa.Text),  # ISO 8601
    sa.Column("question", sa.BigInteger, sa.ForeignKey("turns.key")),
)
statuses = sa.Table(  # what people have said of commitments: outlives the sittings, and is only added to
    "statuses",
    tables,
    sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("commitment", sa.Text, nullable=False, index=True),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),  # ISO 8601, UTC
    sa.Column("note", sa.Text),
)
counters = sa.Table(
    "counters",
    tables,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)
