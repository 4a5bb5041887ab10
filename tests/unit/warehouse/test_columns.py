import duckdb
import pyarrow as pa
import pytest

from warehouse.columns import Column, Table, column_comment, create_table_sql, quoted

FIGURES = Table(
    "figures",
    "publish",
    "a figure",
    "For tests.",
    (
        Column("id", "VARCHAR", "Id."),
        Column("count", "BIGINT", "How many.", nullable=True, minimum=0, maximum=10, unit="people"),
        Column("status", "VARCHAR", "How far.", values=("done", "it's open")),
        Column("parties", "VARCHAR[]", "Who.", values=("RUS", "UKR")),
    ),
    key=("id",),
)
ROW = {"id": "a", "count": 1, "status": "done", "parties": ["RUS"]}


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        for statement in create_table_sql(FIGURES):
            connection.execute(statement)
        yield connection


def test_arrow_schema_has_types_and_nullability():
    assert FIGURES.arrow_schema == pa.schema(
        [
            pa.field("id", pa.string(), nullable=False),
            pa.field("count", pa.int64()),
            pa.field("status", pa.string(), nullable=False),
            pa.field("parties", pa.list_(pa.string()), nullable=False),
        ]
    )


def test_rows_take_nullable_columns_as_left_out():
    table = FIGURES.rows([{"id": "a", "status": "done", "parties": []}])
    assert table.to_pylist() == [{"id": "a", "count": None, "status": "done", "parties": []}]
    assert table.schema == FIGURES.arrow_schema


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"id": "a", "status": "done"}, "lacks parties"),
        ({**ROW, "colour": "red"}, "no column colour"),
    ],
)
def test_rows_name_what_does_not_fit(record, message):
    with pytest.raises(ValueError, match=message):
        FIGURES.rows([record])


def test_column_names_the_columns_there_are():
    assert FIGURES.column("count").unit == "people"
    with pytest.raises(KeyError, match="only id, count, status, parties"):
        FIGURES.column("colour")


@pytest.mark.parametrize(
    "change",
    [
        {"id": None},
        {"count": -1},
        {"count": 11},
        {"status": "closed"},
    ],
)
def test_created_table_refuses_what_the_declaration_excludes(connection, change):
    insert = "INSERT INTO figures VALUES ($id, $count, $status, $parties)"
    with pytest.raises(duckdb.ConstraintException):
        connection.execute(insert, {**ROW, **change})


def test_created_table_takes_valid_rows_and_refuses_a_second_of_the_same_key(connection):
    insert = "INSERT INTO figures VALUES ($id, $count, $status, $parties)"
    connection.execute(insert, {**ROW, "status": "it's open"})
    connection.execute(insert, {**ROW, "id": "b", "count": None})
    with pytest.raises(duckdb.ConstraintException):
        connection.execute(insert, ROW)


def test_created_table_tells_what_it_means(connection):
    assert connection.execute("SELECT comment FROM duckdb_tables()").fetchall() == [
        ("One row is a figure. For tests.",)
    ]
    comments = dict(connection.execute("SELECT column_name, comment FROM duckdb_columns()").fetchall())
    assert comments["count"] == "How many. Unit: people."
    assert comments["status"] == "How far. One of: done, it's open."
    assert comments["status"] == column_comment(FIGURES.column("status"))


def test_quoted_text_is_one_literal():
    text = "it's; DROP TABLE x --"
    assert duckdb.sql(f"SELECT {quoted(text)}").fetchall() == [(text,)]
