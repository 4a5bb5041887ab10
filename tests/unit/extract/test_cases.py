import pytest

from tests.unit.extract.case_table import PASSING, failures, listed, load_cases

CASES = load_cases()
LISTED = set(listed())


@pytest.mark.parametrize("case_id", sorted(LISTED & CASES.keys()))
def test_listed_case_passes(case_id):
    case = CASES[case_id]
    found = failures(case)
    assert not found, "\n".join([f"{case.id} ({case.published}): {case.text}", *found])


def test_every_case_that_passes_is_listed():
    unlisted = sorted(case_id for case_id in CASES.keys() - LISTED if not failures(CASES[case_id]))
    assert not unlisted, f"now pass, too: {unlisted}; run `python -m tests.unit.extract.update_passing`"


def test_list_is_sorted_and_names_known_cases():
    assert listed() == sorted(LISTED)
    assert not LISTED - CASES.keys(), f"{PASSING.name} lists cases that no file has: {sorted(LISTED - CASES.keys())}"
