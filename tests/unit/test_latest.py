from datetime import datetime

import pyarrow as pa
import pytest

from assets.latest import (
    declared_trust,
    exchanges_key,
    exchanges_name,
    find_exchanges,
    find_totals,
    read_decisions,
    read_stage,
    resolved_before,
    totals_name,
)
from assets.versions import stage_version
from warehouse.errors import InputError, SwapledgerError
from warehouse.snapshot import publish
from warehouse.storage import BatchStore
from warehouse.tables import EXCHANGE_CLAIMS, EXCHANGE_REGISTRY, EXCHANGES, GATE_RESULTS, SCREENED

AT = datetime(2026, 1, 1)


@pytest.fixture
def store(tmp_path):
    return BatchStore(tmp_path)


def screened(*report_ids):
    counts = {"n_claims": 1, "n_transfers": 0, "n_persons": 0}
    return SCREENED.rows([{"report_id": i, "relevant": True, "reason": "claims", **counts} for i in report_ids])


def write_claims(store, name, *report_ids):
    store.write("extract", stage_version("extract"), name, {"screened": screened(*report_ids)})


def publish_exchange(store, decisions, exchange_id="X1"):
    """Publishes one exchange as made from the present claims, with the manifest that the publish stage writes."""
    seen = {"told": [], "first_seen": 1, "last_seen": 1}
    links = [{"registered_as": "a#0", "exchange_id": exchange_id, "claim_id": "a#0", **seen}]
    facts = {
        "exchanges_key": exchanges_key(store, [decisions]),
        "batches": {"deduplicate": exchanges_name(store, [decisions])},
    }
    publish(
        store.data,
        {"exchange_registry": EXCHANGE_REGISTRY.rows(links)},
        [],
        key="k",
        at=AT,
        facts=facts,
        audit=lambda _file: GATE_RESULTS.rows([]),
        keep=1,
    )


def test_stage_is_read_over_all_its_batches_by_key(store):
    write_claims(store, "one", "c", "a")
    write_claims(store, "two", "b")
    assert read_stage(store, "extract", "screened")["report_id"].to_pylist() == ["a", "b", "c"]
    assert read_stage(store, "extract", "screened", ["report_id"]).column_names == ["report_id"]


def test_stage_without_batches_is_an_empty_table(store):
    assert read_stage(store, "deduplicate", "exchanges").schema == EXCHANGES.arrow_schema


def test_name_follows_claims_and_decisions(store, tmp_path):
    decisions = tmp_path / "decisions.csv"
    names = [exchanges_name(store, [decisions])]
    write_claims(store, "one", "a")
    names.append(exchanges_name(store, [decisions]))
    decisions.write_text("action\nmerge\n")
    names.append(exchanges_name(store, [decisions]))
    names += [exchanges_name(store, [decisions], {"blog": trust}) for trust in (0.5, 0.4)]
    assert len(set(names)) == 5


def test_trust_is_what_the_declarations_say_now(tmp_path):
    file = tmp_path / "sources.toml"
    assert declared_trust(file) == {}
    file.write_text(
        '[[source]]\nname = "blog"\ntrust = 0.5\n[[source]]\nname = "desk"\n[[source]]\nname = "a"\ntrust = 1'
    )
    assert declared_trust(file) == {"blog": 0.5}
    file.write_text("broken")
    with pytest.raises(InputError, match="cannot read the trust"):
        declared_trust(file)


def test_name_stays_once_it_is_published_and_then_follows_the_ids_given(store, tmp_path):
    decisions = tmp_path / "decisions.csv"
    write_claims(store, "one", "a")
    before = exchanges_name(store, [decisions])
    publish_exchange(store, decisions)
    assert exchanges_name(store, [decisions]) == before
    write_claims(store, "two", "b")
    with_ids = exchanges_name(store, [decisions])
    publish_exchange(store, decisions, exchange_id="X2")
    write_claims(store, "three", "c")
    other = exchanges_name(store, [decisions])
    assert len({before, with_ids, other}) == 3


def test_what_is_not_there_says_what_to_run(store, tmp_path):
    with pytest.raises(SwapledgerError, match="materialize the asset `exchanges` first"):
        find_exchanges(store, [tmp_path / "decisions.csv"])
    name = exchanges_name(store, [tmp_path / "decisions.csv"])
    batch = store.write("deduplicate", stage_version("deduplicate"), name, {"exchanges": EXCHANGES.rows([])})
    assert find_exchanges(store, [tmp_path / "decisions.csv"]) == batch
    with pytest.raises(SwapledgerError, match="materialize the asset `totals` first"):
        find_totals(store, batch)
    store.write("aggregate", stage_version("aggregate"), totals_name(batch), {})
    assert find_totals(store, batch).name == totals_name(batch)


def test_decisions_are_text(tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_text('decided_on,value\n2026-01-01,"1, 2"\n2026-01-02,\n')
    table = read_decisions([path])
    assert {field.type for field in table.schema} == {pa.string()}
    assert table["value"].to_pylist() == ["1, 2", ""]
    assert read_decisions([tmp_path / "none.csv"]) is None


def test_decisions_of_the_project_come_before_those_of_the_data_folder(tmp_path):
    paths = [tmp_path / "seeds.csv", tmp_path / "data.csv"]
    for number, path in enumerate(paths):
        path.write_text(f"value,reason\n{number},\n")
    assert read_decisions(paths)["value"].to_pylist() == ["0", "1"]
    assert read_decisions([tmp_path / "none.csv", paths[1]])["value"].to_pylist() == ["1"]
    assert read_decisions([paths[1], paths[1]])["value"].to_pylist() == ["1"]


def test_ids_of_a_publication_without_a_registry_are_known(store):
    links = [{"exchange_id": "X1", "claim_id": "a#0", "decided_by": "rule", "explanation": ""}]
    publish(
        store.data, {"exchange_claims": EXCHANGE_CLAIMS.rows(links)}, [], key="k", at=AT, facts={},
        audit=lambda _file: GATE_RESULTS.rows([]), keep=1,
    )  # fmt: skip
    (row,) = resolved_before(store.data)["exchange_registry"].to_pylist()
    assert (row["registered_as"], row["exchange_id"], row["told"]) == ("a#0", "X1", [])


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2,3\n", b"a\n\xff\n"])
def test_broken_decisions_are_said(tmp_path, content):
    path = tmp_path / "decisions.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match="cannot read the decisions in"):
        read_decisions([path])


HEADER = "decided_on,decided_by,action,subject,object,value,reason"


@pytest.mark.parametrize(
    "written",
    [
        f"\ufeff{HEADER}\r\n2026-01-31,Bo,reject,a#0,,,a film\r\n",  # as a spreadsheet saves it
        f"{HEADER}\n,,,,,,\n2026-01-31,Bo,reject,a#0,,,a film\n\n",
        f"{HEADER},note,note\n2026-01-31,Bo,reject,a#0,,,a film,,\n",
    ],
)
def test_decisions_are_read_as_people_save_them(tmp_path, written):
    (tmp_path / "decisions.csv").write_text(written, encoding="utf-8", newline="")
    (row,) = read_decisions([tmp_path / "decisions.csv"]).to_pylist()
    assert (row["decided_on"], row["reason"]) == ("2026-01-31", "a film")


def test_a_wrong_decision_is_named_by_its_file(tmp_path):
    files = [tmp_path / "seeds.csv", tmp_path / "decisions.csv"]
    for file, row in zip(files, ("2026-01-31,Bo,reject,a#0,,,a film\n", "2026-01-31,Bo,reject\n"), strict=True):
        file.write_text(f"{HEADER}\n{row}")
    with pytest.raises(InputError, match=r"/decisions\.csv, decision 1: it has 3 cells, the header 7"):
        read_decisions(files)
    assert read_decisions(files[:1])["place"].to_pylist() == [f"{files[0]}, decision 1"]
