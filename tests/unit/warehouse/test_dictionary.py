from warehouse.dictionary import PATH, dictionary_markdown
from warehouse.tables import TABLES


def test_document_is_in_step_with_the_declarations():
    assert PATH.read_text(encoding="utf-8") == dictionary_markdown(), "out of step: run `make dictionary`"


def test_every_column_has_its_line():
    lines = dictionary_markdown().splitlines()
    for table in TABLES.values():
        start = lines.index(f"### {table.name}")
        section = lines[start : start + len(table.columns) + 6]
        for column in table.columns:
            assert any(line.startswith(f"| `{column.name}` | `{column.type}`") for line in section)
