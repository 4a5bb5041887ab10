"""Who is told that a run stopped or warned, over a real server on this machine."""

import json
from dataclasses import replace

import pytest

from tests.integration.conftest import SEEDS
from warehouse.ledger import Ledger
from warehouse.snapshot import last_publication

NEW_REPORT = SEEDS / "reports" / "de-1986-02-11-latimes.json"


@pytest.fixture
def told(webhooks, monkeypatch):
    """What a webhook and Apprise were told, by path; one address before them cannot be reached."""
    webhooks.told.clear()
    here = webhooks.address
    addresses = ("http://127.0.0.1:9/secret", f"http://{here}/hook?token=s3cret", f"json://{here}/apprise")
    monkeypatch.setenv("SWAPLEDGER_NOTIFY", " ".join(addresses))
    return webhooks.told


def test_run_that_stops_is_told_of_and_names_the_rule(data, swapledger, told):
    publication = last_publication(data)
    publication.manifest["tables"]["exchanges"]["rows"] = 1_000
    (publication.folder / "manifest.json").write_text(json.dumps(publication.manifest))

    answer = swapledger("run", NEW_REPORT, "--data", data)
    assert answer.code == 1
    [message] = told["/hook?token=s3cret"]
    assert (message["event"], message["title"]) == ("stopped", "swapledger stopped at publish")
    assert message["run_id"] == Ledger(data).run_ids()[-1]
    assert "publish.exchanges_not_halved" in message["text"]
    assert [result["rule"] for result in message["results"]] == ["publish.exchanges_not_halved"]
    [passed_on] = told["/apprise"]
    assert (passed_on["title"], passed_on["type"]) == (message["title"], "failure")
    assert "publish.exchanges_not_halved" in passed_on["message"]
    assert "could not notify http://127.0.0.1/..." in answer.err
    assert "secret" not in answer.err + answer.out


def test_warning_is_told_of_once_and_a_run_without_any_is_not(data, swapledger, told):
    ledger = Ledger(data)
    [first] = ledger.entries(ledger.run_ids()[-1])[:1]
    usual = ({"source": "command line", "figure": "documents", "n": 400, "of": 400},)
    for number in range(5):
        ledger.write(replace(first, run_id=f"earlier-{number}", source_figures=usual))

    assert swapledger("run", NEW_REPORT, "--data", data).code == 0
    assert swapledger("run", NEW_REPORT, "--data", data).code == 0
    [message] = told["/hook?token=s3cret"]
    assert (message["event"], message["title"]) == ("warned", "swapledger published with 1 warning")
    assert message["results"][0]["observed"] == "1 documents, usually 400 a run"
    assert [passed_on["type"] for passed_on in told["/apprise"]] == ["warning"]


def test_addresses_that_nobody_knows_change_nothing(data, swapledger, monkeypatch):
    monkeypatch.setenv("SWAPLEDGER_NOTIFY", "nonsense ftp://127.0.0.1/x http://")
    publication = last_publication(data)
    publication.manifest["tables"]["exchanges"]["rows"] = 1_000
    (publication.folder / "manifest.json").write_text(json.dumps(publication.manifest))
    answer = swapledger("run", NEW_REPORT, "--data", data)
    assert answer.code == 1
    assert answer.err.count("could not notify") == 3
    assert "Traceback" not in answer.err
