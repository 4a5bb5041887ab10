"""The whole way, from reports to the published file and what is asked of it."""

import json
import shutil

import duckdb
import pyarrow.parquet as pq
import pytest

from assets.ingest.files import find_files
from assets.ingest.sources import source_from_argument
from pipelines.summary import QUERIES
from pipelines.terminal import safe_text
from tests.integration.conftest import N_LISTED, N_REPORTS, NOW, REPORTS, SEEDS
from warehouse.ledger import Ledger
from warehouse.snapshot import briefing_path, current_publication, publications, warehouse_path
from warehouse.tables import PUBLISHED


def rows(data, sql):
    with duckdb.connect(str(warehouse_path(data)), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_first_run_ends_in_a_table_and_queries_to_try(first_run):
    data, answer = first_run
    assert f"{N_REPORTS} reports" in answer.out
    assert str(warehouse_path(data)) in answer.out
    assert str(briefing_path(data)) in answer.out
    for stage in ("ingest", "clean", "extract", "deduplicate", "aggregate", "publish"):
        assert f"{stage}: " in answer.err
        assert f" {stage} " in answer.out
    for query in QUERIES:
        assert f'swapledger sql "{query}" --data ' in answer.out


@pytest.mark.parametrize("query", QUERIES)
def test_queries_to_try_answer_something(published, swapledger, query):
    answer = swapledger("sql", query, "--data", published, "--format", "json")
    assert answer.code == 0
    assert json.loads(answer.out)


def test_nothing_that_a_run_makes_is_taken_for_a_report(published):
    (refusal,) = find_files(source_from_argument(str(published)))
    assert refusal.rule == "ingest.empty_folder"


def test_every_row_is_accounted_for(published):
    counted = rows(
        published,
        "SELECT stage, rows_in, rows_out, rows_in = rows_out + rows_reused + rows_quarantined FROM runs "
        "WHERE stage IN ('ingest', 'clean', 'extract', 'deduplicate')",
    )
    assert len(counted) == 4
    assert all(holds for *_, holds in counted), counted
    assert [out for stage, _, out, _ in counted if stage != "deduplicate"] == [N_REPORTS] * 3


def test_every_figure_stands_in_the_text_of_its_report(published):
    texts = {}
    for path in published.glob("clean/*/*/clean_reports.parquet"):
        texts |= dict(zip(*pq.read_table(path, columns=["report_id", "text"]).to_pydict().values(), strict=True))
    evidence = rows(
        published,
        "SELECT report_id, evidence, evidence_start, evidence_end FROM claims "
        "UNION ALL SELECT report_id, t.evidence, t.evidence_start, t.evidence_end FROM claim_transfers t "
        "JOIN claims USING (claim_id) UNION ALL SELECT report_id, p.evidence, p.evidence_start, p.evidence_end "
        "FROM claim_persons p JOIN claims USING (claim_id)",
    )
    assert len(evidence) > N_REPORTS
    assert all(texts[report][start:end] == words for report, words, start, end in evidence)


def test_file_has_every_declared_table_and_each_stage_left_its_results(published):
    tables = {name for (name,) in rows(published, "SELECT table_name FROM duckdb_tables()")}
    assert {table.name for table in PUBLISHED} <= tables
    stages = {stage for (stage,) in rows(published, "SELECT DISTINCT stage FROM gate_results")}
    assert stages == {"ingest", "clean", "extract", "deduplicate", "aggregate", "publish"}
    views = [name for (name,) in rows(published, "SELECT view_name FROM duckdb_views() WHERE NOT internal")]
    assert views
    for view in views:
        assert rows(published, f'SELECT count(*) >= 0 FROM "{view}"') == [(True,)]


def test_second_run_reuses_everything(data, swapledger):
    before = warehouse_path(data).read_bytes()
    answer = swapledger("run", "--data", data)
    assert answer.code == 0
    assert "Nothing is new" in answer.out
    assert warehouse_path(data).read_bytes() == before
    assert len(publications(data)) == 1
    first, last = (Ledger(data).entries(Ledger(data).run_ids()[n]) for n in (0, -1))
    assert [(e.rows_out, e.rows_in == e.rows_reused, e.gate_results) for e in last] == [(0, True, ())] * 6
    assert [e.rows_reused for e in last] == [e.rows_out for e in first]


def test_two_data_folders_get_equal_tables(published, new_data, swapledger):
    assert swapledger("run", "--data", new_data, "--now", NOW).code == 0
    for table in PUBLISHED:
        assert rows(new_data, f"FROM {table.name}") == rows(published, f"FROM {table.name}"), table.name
    assert briefing_path(new_data).read_bytes() == briefing_path(published).read_bytes()


def test_new_report_in_the_inbox_is_added_under_the_ids_that_are_there(data, swapledger):
    ids = set(rows(data, "SELECT exchange_id FROM exchanges"))
    name = next(p.name for p in sorted((SEEDS / "reports").glob("us-tb-*.json")) if p.stem not in REPORTS)
    (data / "inbox").mkdir()
    shutil.copy(SEEDS / "reports" / name, data / "inbox")
    answer = swapledger("run", "--data", data)
    assert answer.code == 0
    assert Ledger(data).entries(Ledger(data).run_ids()[-1])[0].rows_out == 1
    assert set(rows(data, "SELECT exchange_id FROM exchanges")) >= ids
    assert rows(data, "SELECT count(*) FROM reports") == [(N_REPORTS + 1,)]
    changed = rows(
        data, "SELECT exchange_id, old_value, because FROM exchange_history WHERE published_at > '2026-07-01 12:00'"
    )
    assert changed
    assert all((exchange_id,) not in ids or old for exchange_id, old, _ in changed)
    assert rows(data, "SELECT count(DISTINCT run_id) FROM runs") == [(2,)]
    assert current_publication(data).number == 2

    told = swapledger("diff", "--data", data, "--format", "json")
    assert told.code == 0
    assert "new" not in told.err
    assert all(change["because"].startswith("+") for change in json.loads(told.out))
    unknown = swapledger("diff", "7", "--data", data)
    assert (unknown.code, "Kept are: 1 (" in unknown.err) == (2, True)


def test_exchange_is_explained_down_to_its_sentences(published, swapledger):
    [(exchange_id,)] = rows(published, "SELECT min(exchange_id) FROM exchange_conflicts")
    answer = swapledger("explain", exchange_id, "--data", published)
    assert answer.code == 0
    claims = rows(
        published,
        "SELECT claim_id, coalesce(url, origin), t.evidence FROM exchange_claims JOIN claims USING (claim_id) "
        f"JOIN reports USING (report_id) JOIN claim_transfers t USING (claim_id) WHERE exchange_id = '{exchange_id}'",
    )
    assert claims
    for claim_id, address, evidence in claims:
        assert claim_id in answer.out
        assert safe_text(address) in answer.out
        assert f"⟦{evidence}⟧" in answer.out
    assert "Disputed" in answer.out


def test_claim_is_explained(published, swapledger):
    [(claim_id, evidence)] = rows(published, "SELECT claim_id, evidence FROM claims ORDER BY claim_id LIMIT 1")
    answer = swapledger("explain", claim_id, "--data", published)
    assert answer.code == 0
    assert f"⟦{evidence.splitlines()[0]}" in answer.out


def test_unknown_id_leads_to_near_ones(published, swapledger):
    [(exchange_id,)] = rows(published, "SELECT min(exchange_id) FROM exchanges")
    answer = swapledger("explain", exchange_id[:-1], "--data", published)
    assert answer.code == 2
    assert exchange_id in answer.err
    assert answer.err.count("\n") == 1


def test_text_of_reports_cannot_steer_the_terminal(published, swapledger):
    [(claim_id,)] = rows(
        published, "SELECT claim_id FROM claims JOIN reports USING (report_id) WHERE url LIKE '%gpj.exe'"
    )
    for arguments in (("explain", claim_id), ("sql", "FROM reports JOIN claims USING (report_id)")):
        answer = swapledger(*arguments, "--data", published)
        assert answer.code == 0
        assert "\\u202egpj.exe" in answer.out
        assert "[link=file:///etc/passwd]" in answer.out
        assert "\u202e" not in answer.out
        assert "\x1b" not in answer.out


def test_status_tells_publication_runs_and_gates(published, swapledger):
    answer = swapledger("status", "--data", published)
    assert answer.code == 0
    assert "publication 1 of 2026-07-01T12:00:00 UTC" in answer.out
    assert "published" in answer.out
    assert "Nothing was quarantined" in answer.out


def test_schema_tells_tables_columns_and_views(published, swapledger):
    everything = swapledger("schema", "--data", published).out
    assert all(f" {table.name} " in everything for table in PUBLISHED)
    assert "How far the exchange got." in swapledger("schema", "exchanges", "--data", published).out
    views = rows(published, "SELECT view_name FROM duckdb_views() WHERE NOT internal")
    assert views
    assert all(f" {view} " in everything for (view,) in views)
    assert "First day on which" in swapledger("schema", "timeline", "--data", published).out
    wrong = swapledger("schema", "exchange", "--data", published)
    assert (wrong.code, "exchanges" in wrong.err) == (2, True)


def test_curated_rows_become_claims_without_extraction(published):
    assert rows(published, "SELECT count(*) FROM claims WHERE extractor = 'curated'") == [(N_LISTED,)]
