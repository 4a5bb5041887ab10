import pyarrow as pa
import pytest

from assets.deduplicate.records import members_of, read_claims, read_reports


@pytest.mark.parametrize(
    ("side", "members"),
    [
        ("RUS", ("RUS",)),
        ("DPR/LPR", ("DPR", "LPR")),
        ("USA+DEU", ("DEU", "USA")),
        ("Lebanese groups", ("Lebanese groups",)),
        ("PFLP-GC", ("PFLP-GC",)),
        (None, ()),
        ("", ()),
    ],
)
def test_members_of_a_side(side, members):
    assert members_of(side) == members


def test_only_rows_of_curated_lists_have_a_list(tables):
    told = [{"report": "a"}, {"report": "k", "list_name": "known.csv"}]
    reports = read_reports(tables(told))
    assert {report_id: report.list_name for report_id, report in reports.items()} == {"a": None, "k": "known.csv"}


def test_reports_may_come_without_their_text(tables):
    given = tables([{"report": "a"}])
    given["clean_reports"] = given["clean_reports"].drop_columns(["text"])
    assert list(read_reports(given)) == ["a"]


def test_a_date_of_unknown_precision_is_none(tables, claims):
    (dated,) = claims({"report": "a", "date": "2024-05-31"})
    assert str(dated.start) == "2024-05-31"
    given = tables([{"report": "a", "date": "2024-05-31"}])
    unknown = pa.array(["unknown"])
    table = given["claims"]
    given["claims"] = table.set_column(
        table.schema.get_field_index("date_precision"), table.schema.field("date_precision"), unknown
    )
    (claim,) = read_claims(given, read_reports(given))
    assert (claim.start, claim.end) == (None, None)
