"""What the documents tell people to type works, and what they say of the code is so."""

import re
from pathlib import Path

import pytest

from pipelines import cli
from pipelines.settings import Settings
from tests.integration.conftest import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")
OPERATING = (PROJECT / "docs" / "operating.md").read_text(encoding="utf-8")
DOCUMENTS = [PROJECT / "README.md", PROJECT / "seeds" / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]


@pytest.mark.parametrize("query", re.findall(r'^\$ swapledger sql "(.+)"$', README, re.MULTILINE))
def test_queries_of_the_readme_are_answered(published, swapledger, query):
    assert swapledger("sql", query, "--data", published).code == 0


def test_readme_has_five_queries_with_answers():
    assert len(re.findall(r'^\$ swapledger sql ".+"\n .+\n ─+\n(?: .+\n)+', README, re.MULTILINE)) == 5


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
