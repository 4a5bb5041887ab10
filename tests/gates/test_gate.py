"""The mechanism: what a verdict follows from, and how a gate is called."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime

import pyarrow as pa
import pytest

from expectations.gate import SUITES, audit, judge_batch, rules
from expectations.rules import Expectation, Expectations, FailingRows, Figure, GateError, Rule
from tests.gates.batches import FIRST, OTHER, SECOND, clean_batch
from tests.gates.breaks import BREAKS, put
from warehouse.tables import GATE_RESULTS, TABLES


def rule(check, severity="stop", name="rule"):
    return Rule(f"clean.{name}", severity, "clean_reports", "It is so.", "so", "a test", check)


def judge(*checked):
    """The verdict on the clean batch of `clean` under these rules alone."""
    batch = clean_batch("clean")
    suite = replace(SUITES["clean"], rules=checked)
    return judge_batch(suite, "b", batch.arrow_tables(), batch.arrow_context())


def outcomes(verdict):
    return [result["outcome"] for result in verdict.results[1:]]


def between(column, low):
    return Expectations((Expectation("ExpectColumnValuesToBeBetween", {"column": column, "min_value": low}),))


def empty(stage, **context):
    batch = clean_batch(stage)
    tables = {name: rows.slice(0, 0) for name, rows in batch.arrow_tables().items()}
    return tables, batch.arrow_context() | context


class TestTraps:
    """Ways in which Great Expectations says something else than one takes it to say."""

    def test_table_without_rows_passes_expectations_but_not_the_count_of_rows(self):
        tables, context = empty("clean")
        verdict = audit("clean", "b", tables, context)
        failed = [result["rule"] for result in verdict.results if result["outcome"] != "passed"]
        assert failed == ["clean.reports_reconcile"]
        assert verdict.stopped

    @pytest.mark.parametrize("stage", ["ingest", "clean", "extract", "deduplicate"])
    def test_every_stage_misses_its_rows(self, stage):
        tables, context = empty(stage)
        assert audit(stage, "b", tables, context).stopped

    def test_no_rows_out_of_none_is_fine(self):
        tables, context = empty("clean", refused=0)
        context["landing"] = context["landing"].slice(0, 0)
        assert not audit("clean", "b", tables, context).stopped

    def test_column_of_nulls_passes_expectations_but_is_not_complete(self):
        batch = clean_batch("clean")
        for record in batch.tables["clean_reports"]:
            record["language"] = None
        verdict = batch.audit()
        failed = {result["rule"]: result["n_failing"] for result in verdict.results if result["outcome"] != "passed"}
        assert failed == {"clean.clean_reports.required": 4}

    def test_nan_is_missing(self):
        batch = clean_batch("extract")
        batch.tables["claims"][0]["confidence"] = float("nan")
        failed = [result["rule"] for result in batch.audit().results if result["outcome"] != "passed"]
        assert failed == ["extract.claims.required"]

    @pytest.mark.parametrize(
        ("column", "low"),
        [
            ("published_on", 1900),
            ("published_on", datetime(1900, 1, 1)),
            ("landed_at", date(1900, 1, 1)),
            ("language", 3),
            ("language", "a"),
            ("n_chars", "many"),
            ("no_such_column", 3),
        ],
    )
    def test_bound_of_the_wrong_kind_is_a_crash_not_a_failure(self, column, low):
        verdict = judge(rule(between(column, low)), rule(between("n_chars", 1), name="other"))
        assert outcomes(verdict) == ["crashed", "passed"]
        assert verdict.stopped
        assert "could not be checked" in verdict.reasons[0]

    @pytest.mark.parametrize(
        ("column", "low"),
        [("published_on", date(1900, 1, 1)), ("landed_at", datetime(1900, 1, 1)), ("n_chars", 1)],
    )
    def test_each_kind_of_column_takes_its_own_kind_of_bound(self, column, low):
        assert outcomes(judge(rule(between(column, low)))) == ["passed"]

    def test_failed_warning_does_not_stop(self):
        verdict = judge(rule(between("n_chars", 50), "warn"))
        assert outcomes(verdict) == ["warned"]
        assert not verdict.stopped

    def test_crashed_warning_stops(self):
        assert judge(rule(between("published_on", 50), "warn")).stopped


class TestQueries:
    @pytest.mark.parametrize(
        "sql",
        [
            "SELECT no_such_column, 1 AS observed FROM clean_reports",
            "SELECT 1 AS observed FROM no_such_table",
            "SELECT report_id, $no_such_number AS observed FROM clean_reports",
            "SELECT CAST(text AS INTEGER) AS observed FROM clean_reports",
        ],
    )
    def test_query_that_cannot_be_run_is_a_crash(self, sql):
        verdict = judge(rule(FailingRows(sql), "warn"))
        assert outcomes(verdict) == ["crashed"]
        assert verdict.stopped

    @pytest.mark.parametrize("sql", ["SELECT 'x', NULL", "SELECT 'x', true FROM clean_reports", "SELECT 'x', 1"])
    def test_figure_without_an_answer_is_a_crash(self, sql):
        assert outcomes(judge(rule(Figure(sql)))) == ["crashed"]

    def test_figure_is_shown_when_it_holds_too(self):
        result = next(r for r in clean_batch("ingest").audit().results if r["rule"] == "ingest.documents_accounted_for")
        assert (result["outcome"], result["observed"]) == ("passed", "6 found, 4 landed, 1 known, 1 refused")

    def test_failing_keys_are_the_first_ten_in_order(self):
        sql = "SELECT 100 - range AS key, 'row' AS observed FROM range(50)"
        result = judge(rule(FailingRows(sql), "warn")).results[-1]
        assert result["n_failing"] == 50
        assert result["failing_keys"] == ["51", "52", "53", "54", "55", "56", "57", "58", "59", "60"]


class TestEvidence:
    @pytest.mark.parametrize(
        ("evidence", "start", "end"),
        [
            ("", 5, 5),
            ("this month.", -12, -1),  # SQL would find it, counted from the end
            ("Azerbaijan", 0, 11),
            ("azerbaijan", 0, 10),
            ("Azerbaijan", 1, 11),
            ("month. More", 213, 224),
        ],
    )
    def test_words_that_do_not_stand_there_stop(self, evidence, start, end):
        batch = clean_batch("extract")
        batch.tables["claims"][1].update(evidence=evidence, evidence_start=start, evidence_end=end)
        failed = {result["rule"]: result for result in batch.audit().results if result["outcome"] != "passed"}
        assert failed.keys() == {"extract.claim_evidence_exact"}
        assert failed["extract.claim_evidence_exact"]["failing_keys"] == [f"{FIRST}#2"]

    def test_characters_are_counted_as_python_counts_them(self):
        text = "e\u0301 \U0001f1fa\U0001f1e6 \U0001f926\u200d\u2642 44 prisoners \u0645\u0628\u0627 \r\n came home"
        batch = clean_batch("extract")
        batch.context["clean_reports"][0].update(text=text, n_chars=len(text))
        for table in ("claims", "claim_transfers", "claim_persons"):
            for record in batch.tables[table]:
                if record["claim_id"].startswith(FIRST):
                    start = text.index("44 prisoners")
                    record.update(evidence="44 prisoners", evidence_start=start, evidence_end=start + 12)
        assert not batch.audit().stopped


class TestStructure:
    def changed(self, edit):
        batch = clean_batch("clean")
        batch.edit = edit
        return batch.audit()

    @pytest.mark.parametrize(
        ("edit", "observed"),
        [
            (lambda _: {}, "no table clean_reports"),
            (
                lambda tables: {"clean_reports": tables["clean_reports"].append_column("more", pa.array([1] * 4))},
                "more int64 is not declared",
            ),
            (
                lambda tables: {
                    "clean_reports": tables["clean_reports"].select(tables["clean_reports"].column_names[::-1])
                },
                "columns in another order",
            ),
            (
                lambda tables: {
                    "clean_reports": tables["clean_reports"].set_column(13, "n_chars", pa.array([1.0, 2.0, 3.0, 4.0]))
                },
                "n_chars double is not declared; n_chars int64 is not there",
            ),
        ],
    )
    def test_other_columns_stop_before_anything_else_is_judged(self, edit, observed):
        verdict = self.changed(edit)
        assert [(r["rule"], r["outcome"], r["observed"]) for r in verdict.results] == [
            ("clean.clean_reports.as_declared", "failed", observed)
        ]
        assert verdict.stopped


class TestShares:
    def undated(self, **values):
        batch = clean_batch("clean")
        BREAKS["clean.share_undated"](batch)
        for record in batch.tables["clean_reports"][4:]:
            record.update(values)
        return [result["rule"] for result in batch.audit().results if result["outcome"] != "passed"]

    def test_rows_of_curated_lists_are_not_expected_to_be_dated(self):
        assert self.undated() == ["clean.share_undated"]
        assert self.undated(curated=True) == []

    @pytest.mark.parametrize(("n_refused", "warned"), [(5, False), (6, True)])
    def test_bound_itself_is_accepted(self, n_refused, warned):
        batch = clean_batch("clean")
        BREAKS["clean.share_refused"](batch)
        reports = batch.tables["clean_reports"]
        for number in range(21 - n_refused):
            report_id = f"{number:016x}"
            reports.append({**reports[0], "report_id": report_id})
        batch.context["refused"] = n_refused
        results = {result["rule"]: result for result in batch.audit().results}
        assert results["clean.reports_reconcile"]["outcome"] == "passed"
        assert (results["clean.share_refused"]["outcome"] == "warned") is warned


class TestVerdict:
    def test_results_are_rows_of_gate_results(self):
        batch = clean_batch("extract")
        BREAKS["extract.parties_known"](batch)
        at = datetime(2024, 5, 2)
        rows = GATE_RESULTS.rows([{**result, "run_id": "r", "at": at} for result in batch.audit().results])
        assert rows.num_rows == len(SUITES["extract"].of_batch)

    def test_stopped_batch_passes_nothing_on(self):
        batch = clean_batch("extract")
        BREAKS["extract.parties_known"](batch)
        BREAKS["extract.reports_screened"](batch)
        verdict = batch.audit()
        assert (verdict.stopped, verdict.tables, verdict.refusals) == (True, {}, [])

    def test_reason_says_what_was_found_and_asked(self):
        batch = clean_batch("ingest")
        BREAKS["ingest.documents_accounted_for"](batch)
        [reason] = batch.audit().reasons
        assert reason.startswith("ingest.documents_accounted_for: Every document found is landed, ")
        assert "Found: 6 found, 3 landed, 1 known, 1 refused. Asked: found = landed + known + refused." in reason

    @pytest.mark.parametrize(
        ("total", "bound", "outcome"),
        [(50, "at_least", "passed"), (60, "approx", "passed"), (60, "at_most", "passed"), (50, "exact", "warned")],
    )
    def test_total_is_held_against_its_parts_as_it_is_meant(self, total, bound, outcome):
        batch = clean_batch("extract")
        put("claims", 0, total=total, total_bound=bound)(batch)
        results = {result["rule"]: result for result in batch.audit().results}
        assert results["extract.transfers_sum_to_total"]["outcome"] == outcome

    def test_two_audits_of_one_batch_agree(self):
        batch = clean_batch("extract")
        BREAKS["extract.transfers_sum_to_total"](batch)
        assert batch.audit().results == batch.audit().results


class TestSamples:
    def test_failing_rows_are_shown_whole(self):
        batch = clean_batch("extract")
        BREAKS["extract.zero_stated"](batch)
        verdict = batch.audit()
        [row] = verdict.samples.pop("extract.zero_stated")
        assert (row["key"], row["observed"]) == (f"{SECOND}#1 / 1", "0 on `12 men`")
        assert (row["evidence"], row["count"]) == ("12 men", 0)
        assert verdict.samples == {}

    def test_keys_are_shown_where_they_name_no_row_of_the_table(self):
        batch = clean_batch("extract")
        BREAKS["extract.reports_screened"](batch)
        verdict = batch.audit()
        assert verdict.samples["extract.reports_screened"][0]["key"] == OTHER

    def test_at_most_five_rows_are_shown(self):
        sql = "SELECT range::VARCHAR AS report_id, 'row' AS observed FROM range(50)"
        assert len(judge(rule(FailingRows(sql), "warn")).samples["clean.rule"]) == 5


class TestAcceptance:
    def judged(self, accepted):
        batch = clean_batch("extract")
        BREAKS["extract.parties_known"](batch)
        return audit("extract", "b", batch.arrow_tables(), batch.arrow_context(), frozenset(accepted))

    def result(self, verdict):
        return next(r for r in verdict.results if r["rule"] == "extract.parties_known")

    def test_accepted_row_stays_and_is_counted(self):
        verdict = self.judged({("extract.parties_known", f"{FIRST}#2")})
        assert verdict.refusals == []
        assert verdict.tables["claims"].num_rows == 5
        result = self.result(verdict)
        assert (result["outcome"], result["observed"]) == ("passed", "1 accepted by a person")

    @pytest.mark.parametrize(
        "accepted", [("extract.total_plausible", f"{FIRST}#2"), ("extract.parties_known", f"{FIRST}#1")]
    )
    def test_another_rule_or_row_is_not_accepted(self, accepted):
        verdict = self.judged({accepted})
        assert [refusal.record for refusal in verdict.refusals] == [f"{FIRST}#2"]
        assert self.result(verdict)["outcome"] == "failed"

    def test_rule_that_stops_takes_no_acceptance(self):
        batch = clean_batch("ingest")
        BREAKS["ingest.bytes_whole"](batch)
        key = batch.tables["landing"][0]["document_id"]
        accepted = frozenset({("ingest.bytes_whole", key)})
        assert audit("ingest", "b", batch.arrow_tables(), batch.arrow_context(), accepted).stopped


class TestQuarantine:
    def refused(self, name):
        batch = clean_batch("extract")
        BREAKS[name](batch)
        return batch, batch.audit()

    def test_row_leaves_with_its_dependents(self):
        batch, verdict = self.refused("extract.completed_not_after_publication")
        gone = f"{FIRST}#1"
        for table in ("claims", "claim_transfers", "claim_persons"):
            kept = [record for record in batch.tables[table] if record["claim_id"] != gone]
            assert verdict.tables[table] == TABLES[table].rows(kept)
        assert verdict.tables["screened"] == batch.arrow_tables()["screened"]

    def test_refusal_has_what_is_needed_to_put_the_row_back(self):
        batch, verdict = self.refused("extract.completed_not_after_publication")
        [refusal] = verdict.refusals
        assert (refusal.stage, refusal.rule, refusal.record) == (
            "extract",
            "extract.completed_not_after_publication",
            f"{FIRST}#1",
        )
        assert refusal.observed == "completed on 2020-12-21, published on 2020-12-15"
        content = json.loads(refusal.content)
        assert [transfer["count"] for transfer in content.pop("claim_transfers")] == [44, 12]
        assert [person["name"] for person in content.pop("claim_persons")] == ["Ara Petrosyan"]
        expected = {
            key: str(value) if isinstance(value, date) else value for key, value in batch.tables["claims"][0].items()
        }
        assert content == expected

    def test_row_refused_twice_becomes_one_refusal(self):
        batch = clean_batch("extract")
        BREAKS["extract.parties_known"](batch)
        BREAKS["extract.total_plausible"](batch)
        verdict = batch.audit()
        assert [refusal.rule for refusal in verdict.refusals] == ["extract.total_plausible"]
        failed = [result["rule"] for result in verdict.results if result["outcome"] == "failed"]
        assert failed == ["extract.total_plausible", "extract.parties_known"]

    def test_rows_in_are_rows_out_and_refused(self):
        batch = clean_batch("extract")
        BREAKS["extract.transfer_count_plausible"](batch)
        BREAKS["extract.parties_known"](batch)
        verdict = batch.audit()
        assert verdict.tables["claims"].num_rows + len(verdict.refusals) == len(batch.tables["claims"])
        assert len(verdict.refusals) == 2


class TestCall:
    def test_unknown_stage(self):
        with pytest.raises(GateError, match="no gate for 'load'"):
            audit("load", "b", {}, {})

    def test_missing_context_is_named(self):
        with pytest.raises(GateError, match="`refused`: number of documents refused"):
            audit("clean", "b", {}, {"landing": clean_batch("clean").arrow_context()["landing"]})

    def test_table_in_batch_and_context(self):
        batch = clean_batch("clean")
        with pytest.raises(GateError, match="clean_reports stand in the batch of clean and in its context"):
            audit("clean", "b", batch.arrow_tables(), batch.arrow_context() | batch.arrow_tables())

    def test_unknown_table(self):
        batch = clean_batch("clean")
        with pytest.raises(GateError, match="scratch"):
            audit("clean", "b", batch.arrow_tables() | {"scratch": pa.table({"x": [1]})}, batch.arrow_context())

    def test_defaults_are_read_from_the_reference_data(self):
        batch = clean_batch("extract")
        del batch.context["parties"]
        assert not batch.audit().stopped
        first = clean_batch("deduplicate")
        del first.context["earlier"]
        assert not first.audit().stopped


def test_great_expectations_is_not_imported_for_a_batch_without_rows():
    code = (
        "import sys\n"
        "from expectations.gate import audit\n"
        "from warehouse.tables import LANDING\n"
        "verdict = audit('ingest', 'b', {'landing': LANDING.rows([])}, {'found': 2, 'known': 1, 'refused': 0})\n"
        "assert verdict.stopped\n"
        "assert 'great_expectations' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("stage", SUITES)
def test_rules_can_be_read(stage):
    for found in rules(stage):
        assert found.id.startswith(f"{stage}.")
        assert found.reason.endswith(".")
        assert found.bound
        assert found.origin
        # Only a query names all failing rows; an expectation shows the first twenty.
        assert found.severity != "quarantine" or isinstance(found.check, FailingRows)
    assert len({found.id for found in rules(stage)}) == len(rules(stage))
