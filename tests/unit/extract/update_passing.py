"""Adds the cases that pass now to `cases/passing.txt`; one that is listed stays there, so the table only moves forward.

python -m tests.unit.extract.update_passing
"""

from tests.unit.extract.case_table import PASSING, failures, listed, load_cases

if __name__ == "__main__":
    cases = load_cases()
    before = set(listed()) if PASSING.exists() else set()
    passing = (before & cases.keys()) | {case_id for case_id, case in cases.items() if not failures(case)}
    PASSING.write_text("".join(f"{case_id}\n" for case_id in sorted(passing)), encoding="utf-8")
    print(f"{len(passing)} of {len(cases)} cases have to pass, {len(passing - before)} of them new")
