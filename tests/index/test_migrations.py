"""The tables of a record: made by Alembic, brought up by a command, refused where they are of a newer program."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from index.build import build
from index.errors import IndexMismatchError
from index.place import Place
from index.record import Record, migrations
from index.record.database import migrate
from index.record.engines import engine_of
from index.record.schema import REVISION, feedback, tables
from index.store import open_index
from tests.index.conftest import WriteTurns
from tests.index.debates import a_debate, answers


@pytest.fixture
def engine(place: Place) -> Iterator[sa.Engine]:
    """The database of a place, beside the program."""
    place.directory.mkdir(exist_ok=True)
    made = engine_of(place.record)
    yield made
    made.dispose()


def set_revision(engine: sa.Engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def test_the_tables_that_migrations_make_are_those_of_the_schema(record: Record, engine: sa.Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        kept = [tables] if engine.dialect.name == "sqlite" else [tables, feedback]
        assert compare_metadata(context, kept) == []
        assert context.get_current_revision() == REVISION


def test_the_revision_of_the_schema_is_the_last_migration() -> None:
    scripts = ScriptDirectory.from_config(migrations._config())
    assert scripts.get_heads() == [REVISION]


def test_older_tables_are_refused_until_they_are_brought_up_and_nothing_is_lost(
    write_turns: WriteTurns, place: Place, engine: sa.Engine, letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_turns("a.jsonl", a_debate("a"))
    build([path], place, letters)
    before = answers(place)
    # A program that has one migration more: there is a column that these tables have not.
    newer = Path(migrations.__file__).parent / "versions" / "r9999.py"
    folder = place.directory / "migrations"
    (folder / "versions").mkdir(parents=True)
    for script in (newer.with_name("r0001.py"), newer.parent.with_name("env.py")):
        (folder / script.relative_to(newer.parent.parent)).write_bytes(script.read_bytes())
    (folder / "versions" / newer.name).write_text(
        'import sqlalchemy as sa\nfrom alembic import op\n\nrevision, down_revision = "9999", "0001"\n\n'
        'def upgrade():\n    op.add_column("statuses", sa.Column("seen", sa.Text))\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(migrations, "FOLDER", folder)
    monkeypatch.setattr("index.record.database.REVISION", "9999")
    for use in (open_index, lambda place: build([path], place)):
        with pytest.raises(IndexMismatchError, match="tables of version 0001, this program has 9999") as refusal:
            use(place)
        assert "Bring them up: python -m index migrate --index" in str(refusal.value)
    assert migrate(place.record) is True
    assert migrate(place.record) is False
    assert "seen" in {column["name"] for column in sa.inspect(engine).get_columns("statuses")}
    assert answers(place) == before


def test_tables_of_a_newer_program_are_refused_in_one_line(record: Record, place: Place, engine: sa.Engine) -> None:
    set_revision(engine, "9999")
    for use in (lambda: Record(place.record), lambda: Record(place.record, create=True), lambda: migrate(place.record)):
        with pytest.raises(IndexMismatchError, match="a newer version of it wrote them; install that") as refusal:
            use()
        assert "\n" not in str(refusal.value)


def test_tables_that_are_not_this_programs_are_left_alone(place: Place, engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE files (name TEXT)"))
    with pytest.raises(IndexMismatchError, match=r"tables of a format that this program does not read\. Rebuild: "):
        Record(place.record, create=True)
    assert sa.inspect(engine).get_table_names() == ["files"]
