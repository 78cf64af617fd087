"""The tables of the record, for SQLite and PostgreSQL.

They are made and changed by `migrations`; a test holds the two together. A sitting's passages are one row of columns,
each a binary of whole numbers (`columns`): a parliament has hundreds of thousands of passages, and reading them as rows
would take longer than searching them.
"""

from __future__ import annotations

import sqlalchemy as sa

REVISION = "0001"
"""Of the tables below: the last of `migrations/versions`."""

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
    sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
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
    sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("party", sa.Text),
    sa.Column("role", sa.Text),
)
turns = sa.Table(
    "turns",
    tables,
    sa.Column("key", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("sitting", sa.Integer, sa.ForeignKey("sittings.key"), nullable=False, index=True),
    sa.Column("item", sa.Text),
    sa.Column("speaker", sa.Integer, sa.ForeignKey("speakers.key")),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("url", sa.Text),
    sa.Column("page", sa.Integer),
    sa.Column("fragment", sa.Text),
    sa.Column("languages", sa.Text, nullable=False),  # `columns.spans_to_text`
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
passages = sa.Table(  # of a sitting; their keys and those of its turns are consecutive, and come with the vectors
    "passages",
    tables,
    sa.Column("sitting", sa.Integer, sa.ForeignKey("sittings.key"), primary_key=True),
    sa.Column("first_turn", sa.BigInteger, nullable=False),
    sa.Column("turns", sa.Integer, nullable=False),
    sa.Column("first", sa.BigInteger, index=True),  # null as long as the vectors are
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("speakers", sa.LargeBinary, nullable=False),  # of each turn: a speaker's key, 0 for none
    sa.Column("items", sa.LargeBinary, nullable=False),  # of each turn: an item's position, -1 for none
    sa.Column("orders", sa.LargeBinary, nullable=False),  # of each passage: its turn's order
    sa.Column("starts", sa.LargeBinary, nullable=False),
    sa.Column("ends", sa.LargeBinary, nullable=False),
    sa.Column("languages", sa.LargeBinary, nullable=False),
    sa.Column("vectors", sa.LargeBinary),  # codes of `index.vectors.codes`, passage after passage
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
manifest = sa.Table(  # one row: what the index was built with
    "manifest",
    tables,
    sa.Column("encoder", sa.Text, primary_key=True),
    sa.Column("encoder_digest", sa.Text, nullable=False),
    sa.Column("dimensions", sa.Integer, nullable=False),
    sa.Column("passages", sa.Text, nullable=False),  # the rules by which they were cut
)
work = sa.Table(  # sittings that wait for their vectors
    "work",
    tables,
    sa.Column("sitting", sa.Integer, sa.ForeignKey("sittings.key"), primary_key=True),
    sa.Column("leased_by", sa.Text),
    sa.Column("lease_until", sa.BigInteger, nullable=False),  # seconds since 1970, 0 for one that is free
    sa.Column("attempts", sa.Integer, nullable=False),
)
parts = sa.Table(  # the files of the derived parts that a writer published last
    "parts",
    tables,
    sa.Column("path", sa.Text, primary_key=True),  # in the index directory
    sa.Column("sha256", sa.Text, nullable=False, index=True),
)
blocks = sa.Table(  # their contents, each once
    "blocks",
    tables,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

feedback = sa.MetaData()
"""Tables of what readers say of answers: in the store where there is one, else in a file beside the record."""

marks = sa.Table(
    "marks",
    feedback,
    sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),  # ISO 8601, UTC
    sa.Column("by", sa.Text),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("history", sa.Text, nullable=False),  # JSON: earlier questions, oldest first
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("refused", sa.Boolean, nullable=False),
    sa.Column("passages", sa.Text, nullable=False),  # JSON: [[turn id, start, end, quote], ...]
)
unanswered = sa.Table(
    "unanswered",
    feedback,
    sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("history", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
)
