"""Decisions through the command line: checked, written whole, obeyed by the next run, shown, and taken back."""

import csv
import shutil

import duckdb
import pytest

from tests.integration.conftest import NOW

COLUMNS = "decided_on,decided_by,action,subject,object,value,reason"


def ask(data, query):
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        return connection.sql(query).fetchall()


def two_exchanges(data):
    rows = ask(data, "SELECT exchange_id FROM exchanges WHERE date_start >= '2022-01-01' ORDER BY date_start LIMIT 2")
    return [exchange_id for (exchange_id,) in rows]


def one_claim(data, exchange_id):
    return ask(data, f"SELECT min(claim_id) FROM exchange_claims WHERE exchange_id = '{exchange_id}'")[0][0]


def test_decision_is_obeyed_by_a_rebuild_from_landing_and_memory(swapledger, data):
    x, y = two_exchanges(data)
    answer = swapledger("decide", "merge", x, y, "--why", "one list", "--by", "Anna", "--data", data)
    assert answer.code == 0, answer
    [(rejected,)] = ask(data, f"SELECT max(claim_id) FROM exchange_claims WHERE exchange_id NOT IN ('{x}', '{y}')")
    assert swapledger("decide", "reject", rejected, "--why", "a film", "--by", "Bo", "--data", data).code == 0
    assert "waits for the next run" in swapledger("decisions", "--data", data).out
    before = ask(data, "SELECT exchange_id, claim_id FROM exchange_claims ORDER BY ALL")
    history = ask(data, "SELECT count(*) FROM exchange_history")
    for name in ("clean", "extract", "deduplicate", "aggregate", "snapshots"):
        shutil.rmtree(data / name)
    (data / "warehouse.duckdb").unlink()

    assert swapledger("run", "--data", data, "--now", NOW).code == 0
    kept = max(x, y, key=lambda i: ([row[0] for row in before].count(i), -int(i[1:], 16)))
    gone = {x, y} - {kept}
    after = ask(data, "SELECT exchange_id, claim_id FROM exchange_claims ORDER BY ALL")
    expected = {claim: kept if i in gone else i for i, claim in before if claim != rejected}
    assert expected == {claim: i for i, claim in after}
    assert (*gone, kept, "merged") in ask(data, "FROM exchange_redirects")
    assert ask(data, "SELECT state FROM decisions") == [("obeyed",)] * 2
    assert ask(data, "SELECT count(*) FROM exchange_history") > history  # carried on, not begun anew
    told = swapledger("explain", *gone, "--data", data).out
    assert told.startswith(f"{min(gone)} was merged into {kept}")
    assert "merge, decided by Anna" in told

    again = swapledger("decide", "set", *gone, "status", "called off", "--why", "he said so", "--data", data)
    assert again.code == 2
    assert f"what was {min(gone)} is {kept} now" in again.err
    assert f"swapledger decide set {kept} status 'called off' --why 'he said so'" in again.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["merge", "X", "X"], "given twice"),
        (["merge", "X"], "merge takes 2 words"),
        (["merge", "X", "Xnone"], "no exchange or claim that is published now has the id 'Xnone'"),
        (["split", "X"], "name the exchange and the claims"),
        (["split", "X", "CLAIM_OF_Y"], "is not a claim of"),
        (["split", "Y", "ALL_OF_Y"], "leave at least one"),
        (["reject", "X"], "only a claim can be rejected"),
        (["set", "X", "status", "done"], "a status is one of"),
        (["set", "X", "parties", "RUS, UKR"], "'RUS, UKR' is no code of a party"),
        (["undo", "D1"], "no decision D1 that stands"),
        (["destroy", "X"], "there is no action 'destroy'"),
        (["merge", "X", "Y", "--why", " "], "who decided and why"),
    ],
)
def test_what_cannot_be_carried_out_is_said_and_not_written(swapledger, data, arguments, message):
    x, y = two_exchanges(data)
    of_y = [claim for (claim,) in ask(data, f"SELECT claim_id FROM exchange_claims WHERE exchange_id = '{y}'")]
    words = {"X": [x], "Y": [y], "CLAIM_OF_Y": of_y[:1], "ALL_OF_Y": of_y}
    given = [word for argument in arguments for word in words.get(argument, [argument])]
    why = [] if "--why" in given else ["--why", "because"]
    answer = swapledger("decide", *given, *why, "--data", data)
    assert answer.code == 2, answer
    assert message in answer.err
    assert not (data / "decisions.csv").exists()


def test_decisions_are_appended_once_and_can_be_undone_before_a_run(swapledger, data):
    x, _ = two_exchanges(data)
    (data / "decisions.csv").write_text(f"{COLUMNS}\n2026-01-01,Bo,reject,{one_claim(data, x)},,,a film")  # no line end
    merge = ("decide", "set", x, "place_name", "Sumy, by the river", "--why", 'they say "there"', "--data", data)
    assert swapledger(*merge).code == 0
    assert "decided already" in swapledger(*merge).err
    with (data / "decisions.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["action"] for row in rows] == ["reject", "set"]
    assert (rows[1]["value"], rows[1]["reason"]) == ("Sumy, by the river", 'they say "there"')
    made = swapledger("decisions", "--data", data).out
    decision_id = next(word for word in made.split() if word.startswith("D") and len(word) == 9)
    assert swapledger("decide", "undo", decision_id, "--why", "wrong report", "--data", data).code == 0
    assert "that stands" in swapledger("decide", "undo", decision_id, "--why", "again", "--data", data).err
