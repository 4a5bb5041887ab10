"""Who is told that a run stopped or warned, over a real server on this machine."""

from dataclasses import replace

import pytest

from tests.integration.conftest import SEEDS
from warehouse.ledger import Ledger

NEW_REPORT = SEEDS / "reports" / "de-1986-02-11-latimes.json"


@pytest.fixture
def told(webhooks, monkeypatch):
    """What a webhook and Apprise were told, by path; one address before them cannot be reached."""
    webhooks.told.clear()
    here = webhooks.address
    addresses = ("http://127.0.0.1:9/secret", f"http://{here}/hook?token=s3cret", f"json://{here}/apprise")
    monkeypatch.setenv("SWAPLEDGER_NOTIFY", " ".join(addresses))
    return webhooks.told


def test_run_that_stops_is_told_of_and_names_the_rule(landed_twice, swapledger, told):
    answer = swapledger("run", "--data", landed_twice)
    assert answer.code == 1
    [message] = told["/hook?token=s3cret"]
    assert (message["event"], message["title"]) == ("stopped", "swapledger stopped at clean")
    assert message["run_id"] == Ledger(landed_twice).run_ids()[-1]
    assert "clean.clean_reports.unique" in message["text"]
    assert [result["rule"] for result in message["results"]] == ["clean.clean_reports.unique"]
    [passed_on] = told["/apprise"]
    assert (passed_on["title"], passed_on["type"]) == (message["title"], "failure")
    assert "clean.clean_reports.unique" in passed_on["message"]
    assert "could not notify http://127.0.0.1/..." in answer.err
    assert "secret" not in answer.err + answer.out


def test_source_that_strays_from_its_past_is_published_and_told_of_once(data, swapledger, told):
    ledger = Ledger(data)
    [first] = ledger.entries(ledger.run_ids()[-1])[:1]
    usual = ({"source": "command line", "figure": "documents", "n": 400, "of": 400},)
    for number in range(5):
        ledger.write(replace(first, run_id=f"earlier-{number}", source_figures=usual))

    answer = swapledger("run", NEW_REPORT, "--data", data)
    assert answer.code == 0
    assert "warned ingest.volume_as_usual: 1 documents, usually 400 a run" in answer.out
    warned = swapledger("sql", "FROM gate_results WHERE batch = 'whole run' AND outcome = 'warned'", "--data", data)
    assert "ingest.volume_as_usual" in warned.out
    assert swapledger("run", NEW_REPORT, "--data", data).code == 0
    [message] = told["/hook?token=s3cret"]
    assert (message["event"], message["title"]) == ("warned", "swapledger published with 1 warning")
    assert message["results"][0]["observed"] == "1 documents, usually 400 a run"
    assert [passed_on["type"] for passed_on in told["/apprise"]] == ["warning"]


def test_addresses_that_nobody_knows_change_nothing(landed_twice, swapledger, monkeypatch):
    monkeypatch.setenv("SWAPLEDGER_NOTIFY", "nonsense ftp://127.0.0.1/x http://")
    answer = swapledger("run", "--data", landed_twice)
    assert answer.code == 1
    assert answer.err.count("could not notify") == 3
    assert "Traceback" not in answer.err
