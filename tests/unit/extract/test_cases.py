import pytest

from tests.unit.extract.case_table import PASSING, failures, listed, load_cases

CASES = load_cases()
LISTED = set(listed())


def told(case):
    """What of a case is not found as expected, below the case; nothing where it passes."""
    found = failures(case)
    return "\n".join([f"{case.id} ({case.published}): {case.text}", *found]) if found else ""


# A kind at a time: a test for each of thousands of cases takes as long as reading them all.
@pytest.mark.parametrize("kind", sorted({case.kind for case in CASES.values()}))
def test_listed_cases_pass(kind):
    failed = [told(case) for case in CASES.values() if case.kind == kind and case.id in LISTED]
    assert not any(failed), "\n\n".join(filter(None, failed))


def test_every_case_that_passes_is_listed():
    unlisted = sorted(case_id for case_id in CASES.keys() - LISTED if not failures(CASES[case_id]))
    assert not unlisted, f"now pass, too: {unlisted}; run `python -m tests.unit.extract.update_passing`"


def test_list_is_sorted_and_names_known_cases():
    assert listed() == sorted(LISTED)
    assert not LISTED - CASES.keys(), f"{PASSING.name} lists cases that no file has: {sorted(LISTED - CASES.keys())}"
