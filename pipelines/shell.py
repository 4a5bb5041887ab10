"""The interactive `swapledger sql`: queries with history and completion, answered from the published file.

Belongs here: reading lines, completing names, the shell's own commands. Not here: answering (`query.py`), the data
dictionary (`schema.py`), following a figure (`explain.py`). Every query opens the file anew, so what a run publishes
meanwhile is seen by the next one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import PygmentsLexer
from pygments.lexers.sql import SqlLexer
from rich.text import Text

from pipelines.answer import print_answer
from pipelines.explain import explain
from pipelines.query import Format, ask
from pipelines.schema import print_schema
from pipelines.terminal import console, safe_text
from warehouse.errors import InputError, SwapledgerError
from warehouse.snapshot import warehouse_path

HISTORY_NAME = ".sql_history"

KEYWORDS = (
    "SELECT", "FROM", "WHERE", "GROUP BY ALL", "ORDER BY", "HAVING", "LIMIT", "JOIN", "LEFT JOIN", "USING", "AND", "OR",
    "NOT", "IN", "IS NULL", "IS NOT NULL", "BETWEEN", "LIKE", "ILIKE", "AS", "DISTINCT", "COUNT(*)", "SUM", "MIN",
    "MAX", "AVG", "CASE WHEN", "WITH", "UNION ALL", "DESC", "NULLS LAST", "DESCRIBE", "SUMMARIZE", "YEAR", "UNNEST",
    "LIST_CONTAINS",
)  # fmt: skip

HELP = """\
A query ends with `;` and may take several lines. Tab completes names, the arrow keys bring back earlier queries.
.tables          what there is
.schema NAME     the columns of a table or view, and what they mean
.explain ID      an exchange or a claim with every figure's sentence
.format FORM     how answers are written: table, csv or json
.quit            ends it, as Ctrl-D does"""

_LAST_WORD = re.compile(r"(?:(\w+)\.)?(\w*)$")
_SOURCES_FOLLOW = re.compile(r"\b(from|join|describe|summarize)\s+\w*$", re.IGNORECASE)


@dataclass(frozen=True)
class Names:
    """What a query can name: each with what it means, in a few words.

    Attributes:
        sources: tables, views and macros that stand after FROM.
        columns: columns of each source.
        functions: macros that stand in an expression.
    """

    sources: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)


def read_names(warehouse: Path) -> Names:
    """The names of the published file."""
    names = Names()
    sources = (
        "SELECT table_name AS name, comment FROM duckdb_tables() WHERE NOT internal UNION ALL "
        "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY name"
    )
    for row in ask(warehouse, sources).to_pylist():
        names.sources[row["name"]] = row["comment"] or ""
    for row in ask(warehouse, "SELECT table_name, column_name, comment FROM duckdb_columns()").to_pylist():
        if row["table_name"] in names.sources:
            names.columns.setdefault(row["table_name"], {})[row["column_name"]] = row["comment"] or ""
    macros = (
        "SELECT function_name AS name, parameters, comment, function_type FROM duckdb_functions() "
        "WHERE NOT internal AND function_type LIKE '%macro' ORDER BY name"
    )
    for row in ask(warehouse, macros).to_pylist():
        target = names.sources if row["function_type"] == "table_macro" else names.functions
        target[f"{row['name']}("] = row["comment"] or ""
    return names


class NameCompleter(Completer):
    """Completes keywords, tables, views, macros, columns; after `FROM` only what has rows, after `x.` only columns."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002
        """The names that go on with the word before the cursor."""
        before = document.text_before_cursor
        if before.lstrip().startswith("."):
            yield from self._commands(before.lstrip())
            return
        [(qualifier, word)] = [match.groups() for match in [_LAST_WORD.search(before)] if match]
        for name, meaning in self._candidates(before, qualifier, word):
            if name.lower().startswith(word.lower()):
                yield Completion(name, start_position=-len(word), display_meta=safe_text(meaning)[:80])

    def _commands(self, typed: str) -> Iterator[Completion]:
        command, space, word = typed.partition(" ")
        if space and command == ".schema":
            candidates: Iterable[str] = (name for name in self._names.sources if "(" not in name)
        else:
            candidates, word = (line.split()[0] for line in HELP.splitlines() if line.startswith(".")), command
        yield from (Completion(name, start_position=-len(word)) for name in candidates if name.startswith(word))

    def _candidates(self, before: str, qualifier: str | None, word: str) -> Iterable[tuple[str, str]]:
        if qualifier:
            return self._names.columns.get(qualifier, self._columns_in(before)).items()
        if _SOURCES_FOLLOW.search(before):
            return self._names.sources.items()
        if not word:
            return ()
        keywords = dict.fromkeys(KEYWORDS if word.isupper() else map(str.lower, KEYWORDS), "")
        return [*self._columns_in(before).items(), *self._names.functions.items(), *keywords.items(),
                *self._names.sources.items()]  # fmt: skip

    def _columns_in(self, text: str) -> dict[str, str]:
        """Columns of the tables that the query names; of all, as long as it names none."""
        named = [name for name in self._names.columns if re.search(rf"\b{name}\b", text)]
        return {
            column: meaning
            for name in named or self._names.columns
            for column, meaning in self._names.columns[name].items()
        }


class Shell:
    """The shell over one data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.form: Format = "table"

    def run(self) -> None:
        """Reads and answers until the end of the input."""
        names = read_names(warehouse_path(self.data))
        console(error=True).print(f"{warehouse_path(self.data)}, read-only. `.help` tells more.", style="dim")
        session: PromptSession[str] = PromptSession(
            "swapledger> ",
            history=_history(self.data),
            completer=NameCompleter(names),
            lexer=PygmentsLexer(SqlLexer),
            multiline=True,
            key_bindings=_enter_ends_a_query(),
            prompt_continuation="        ... ",
        )
        while True:
            try:
                line = session.prompt().strip()
            except KeyboardInterrupt:  # gives up the line, not the shell
                continue
            except EOFError:
                return
            if line in {".quit", ".exit", "quit", "exit"}:
                return
            self.answer(line)

    def answer(self, line: str) -> None:
        """Answers one query or command; what is wrong with it is said, and the shell goes on."""
        try:
            if line.startswith("."):
                self._obey(*line.split(maxsplit=1))
            elif query := line.rstrip("; \n"):
                print_answer(warehouse_path(self.data), query, self.form)
        except SwapledgerError as error:
            console(error=True).print(Text(safe_text(error), style="red"))

    def _obey(self, command: str, given: str | None = None) -> None:
        commands: dict[str, Callable[[], None]] = {
            ".help": lambda: console().print(HELP),
            ".tables": lambda: print_schema(self.data, None, console()),
            ".schema": lambda: print_schema(self.data, given, console()),
            ".explain": lambda: explain(self.data, given or "", console()),
            ".format": lambda: self._write_as(given),
        }
        if command not in commands:
            raise InputError(f"there is no command {command}: `.help` lists them")
        commands[command]()

    def _write_as(self, form: str | None) -> None:
        forms: dict[str | None, Format] = {"table": "table", "csv": "csv", "json": "json"}
        if form not in forms:
            raise InputError(f"answers are written as {', '.join(map(str, forms))} here, not as {form}")
        self.form = forms[form]


def _history(data: Path) -> History:
    path = data / HISTORY_NAME
    with suppress(OSError):
        path.touch(mode=0o600)
        path.open("a").close()  # whether it can be written
        return FileHistory(str(path))
    return InMemoryHistory()  # a data folder of somebody else's


def _enter_ends_a_query() -> KeyBindings:
    """Enter sends a line that is a command or ends with `;`, else it begins a new line."""
    bindings = KeyBindings()

    def is_whole(text: str) -> bool:
        text = text.strip()
        return not text or text.startswith(".") or text.endswith(";") or text in {"quit", "exit"}

    @bindings.add("enter")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if is_whole(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    return bindings
