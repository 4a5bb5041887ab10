"""The file of records that people accept is edited by hand as well."""

from warehouse.acceptances import Acceptance, add_accepted, read_accepted

ADDED = Acceptance("rule.b", "b", "Bo", "2026-01-31", "confirmed")


def test_a_row_is_added_to_a_file_that_a_person_saved(tmp_path):
    file = tmp_path / "accepted.csv"
    file.write_text("\ufeffrule,record,who,on,why\nrule.a,a,Ann,2026-01-30,known", encoding="utf-8")
    add_accepted(file, [ADDED])
    assert read_accepted([file]) == {("rule.a", "a"), ("rule.b", "b")}
