"""What the documents tell people to type works, and what they say of the code is so."""

import gzip
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from pipelines import cli
from pipelines.query import ask
from pipelines.settings import Settings
from tests.integration.conftest import PROJECT, SEEDS
from warehouse.snapshot import warehouse_path

README = (PROJECT / "README.md").read_text(encoding="utf-8")
OPERATING = (PROJECT / "docs" / "operating.md").read_text(encoding="utf-8")
COOKBOOK = (PROJECT / "docs" / "cookbook.md").read_text(encoding="utf-8")
DOCUMENTS = [PROJECT / "README.md", PROJECT / "seeds" / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]


@pytest.mark.parametrize("query", re.findall(r'^\$ swapledger sql "(.+)"$', README, re.MULTILINE))
def test_queries_of_the_readme_are_answered(published, swapledger, query):
    assert swapledger("sql", query, "--data", published).code == 0


COMMANDS = sorted(
    {
        command
        for document in DOCUMENTS
        for block in re.findall(r"^```sh\n(.*?)^```", document.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        for command in re.findall(r"^(?:\$ )?swapledger (.+)$", block, re.MULTILINE)
    }
)
# What is tested elsewhere: the server, decisions and replays, which need what they are about, what computes everything.
ELSEWHERE = ("ui", "decide ", "requeue ", "run --job ", "estimate")


@pytest.fixture(scope="module")
def workplace(sample, tmp_path_factory):
    """A folder with a copy of the sample's data, and with the reports that the commands of the documents name."""
    folder = tmp_path_factory.mktemp("work")
    shutil.copytree(sample, folder / "data")
    report = (SEEDS / "reports" / "de-1986-02-11-latimes.json").read_text(encoding="utf-8")
    (folder / "my-reports").mkdir()
    (folder / "my-reports" / "report.json").write_text(report, encoding="utf-8")
    (folder / "more").mkdir()
    with gzip.open(folder / "more" / "reports.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write(json.dumps(json.loads(report)) + "\n")
    return folder


@pytest.mark.parametrize("command", [command for command in COMMANDS if not command.startswith(ELSEWHERE)])
def test_commands_of_the_documents_run(workplace, sample, swapledger, monkeypatch, command):
    monkeypatch.chdir(workplace)
    monkeypatch.setenv("SWAPLEDGER_DATA", str(workplace / "data"))
    arguments = []
    for word in shlex.split(command, comments=True):
        if "://" in word:  # no test leaves this machine
            continue
        found = sorted(map(str, workplace.glob(word))) if "*" in word and "/" in word else [word]
        arguments += found
    if arguments[0] == "explain":  # ids change with the sample
        arguments[1:] = [_present(sample, given) for given in arguments[1:]]
    answer = swapledger(*arguments)
    assert answer.code == 0, answer.err


def _present(data, given):
    table, column = ("claims", "claim_id") if "#" in given else ("exchanges", "exchange_id")
    found = ask(warehouse_path(data), f"SELECT coalesce(max(id) FILTER (id = '{given}'), min(id)) AS id "
                f"FROM (SELECT {column} AS id FROM {table})")  # fmt: skip
    return found["id"][0].as_py()


QUESTIONS = re.findall(r"^\*\*(\d+)\. .*?^```sql\n(.*?)^```", COOKBOOK, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(("number", "query"), QUESTIONS, ids=[number for number, _ in QUESTIONS])
def test_question_of_the_cookbook_finds_something_in_the_sample(sample, number, query):
    assert ask(warehouse_path(sample), query).num_rows > 0, number


def test_cookbook_has_twenty_questions():
    assert [int(number) for number, _ in QUESTIONS] == list(range(1, 21))


def test_readme_has_five_queries_or_more_with_answers():
    assert len(re.findall(r'^\$ swapledger sql ".+"\n .+\n ─+\n(?: .+\n)+', README, re.MULTILINE)) >= 5


@pytest.mark.parametrize("text", [README, OPERATING], ids=["README", "operating"])
def test_exit_codes_are_told(text):
    told = {int(code) for code in re.findall(r"^\| (\d+) \| \w", text, re.MULTILINE)}
    assert told >= {0, cli.EXIT_STOPPED, cli.EXIT_INPUT, cli.EXIT_IN_USE, cli.EXIT_NO_WAREHOUSE}


def test_every_setting_is_told():
    told = set(re.findall(r"^\| `SWAPLEDGER_(\w+)`", OPERATING, re.MULTILINE))
    assert told == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_links_lead_to_files(document):
    links = re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (document.parent / Path(link)).exists()]
    assert missing == []
