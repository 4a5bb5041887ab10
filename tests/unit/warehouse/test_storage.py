import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.storage import TEMPORARY_PREFIX, BatchStore, StorageError, batch_name, rules_version

ROWS = pa.table({"id": ["a", "b"], "n": [1, 2]})


@pytest.fixture
def store(tmp_path):
    return BatchStore(tmp_path)


def test_written_batch_is_read_back(store):
    batch = store.write("clean", "v1", "one", {"rows": ROWS})
    assert batch.read("rows").equals(ROWS)
    assert batch.read("rows", ["n"]).column_names == ["n"]
    assert batch.read("rows", where=("id", "in", ["b"]))["n"].to_pylist() == [2]
    assert batch.n_rows("rows") == 2
    assert store.find("clean", "v1", "one") == batch
    assert store.batches("clean", "v1") == [batch]


def test_batch_that_exists_is_left_as_it_is(store):
    store.write("clean", "v1", "one", {"rows": ROWS})
    again = store.write("clean", "v1", "one", {"rows": ROWS.slice(0, 1)})
    assert again.read("rows").equals(ROWS)


def test_stages_and_versions_do_not_mix(store):
    store.write("clean", "v1", "one", {"rows": ROWS})
    assert store.find("clean", "v2", "one") is None
    assert store.find("extract", "v1", "one") is None
    assert store.batches("clean", "v2") == []


def test_failed_write_leaves_nothing(store, tmp_path):
    with pytest.raises(AttributeError):
        store.write("clean", "v1", "one", {"rows": ROWS, "broken": None})
    assert store.batches("clean", "v1") == []
    assert list((tmp_path / "clean" / "v1").iterdir()) == []


def test_unfinished_batch_is_not_seen_and_is_removed(store, tmp_path):
    unfinished = tmp_path / "clean" / "v1" / f"{TEMPORARY_PREFIX}x"
    unfinished.mkdir(parents=True)
    assert store.batches("clean", "v1") == []
    assert store.remove_unfinished() == 1
    assert not unfinished.exists()


def test_damaged_batch_says_what_to_do(store):
    batch = store.write("clean", "v1", "one", {"rows": ROWS})
    (batch.folder / "rows.parquet").write_bytes(b"PAR1 cut off")
    for ask in (batch.read, batch.n_rows):
        with pytest.raises(StorageError, match=r"Delete the folder .*one and run again"):
            ask("rows")


def test_others_are_removed_in_every_version(store):
    store.write("aggregate", "v1", "one", {"rows": ROWS})
    kept = store.write("aggregate", "v2", "two", {"rows": ROWS})
    other = store.write("clean", "v1", "one", {"rows": ROWS})
    assert store.remove_others("aggregate", {"two"}) == 1
    assert store.batches("aggregate", "v1") == []
    assert store.batches("aggregate", "v2") == [kept]
    assert store.batches("clean", "v1") == [other]


@given(st.lists(st.text(st.characters(exclude_characters="\n", codec="utf-8")), max_size=6), st.randoms())
def test_name_tells_the_parts_whatever_their_order(parts, random):
    shuffled = random.sample(parts, len(parts))
    assert batch_name(parts) == batch_name(shuffled)
    assert batch_name([*parts, "one more"]) != batch_name(parts)


@pytest.mark.parametrize(
    ("file", "text", "is_new"),
    [
        ("rules/a.py", "x = 2", True),
        ("rules/deep/b.toml", "x = 1", True),
        ("rules/new.sql", "SELECT 1", True),
        ("rules/a.py", "x = 1", False),
        ("rules/a.pyc", "compiled", False),
        ("elsewhere/a.py", "x = 1", False),
    ],
)
def test_version_follows_the_content_of_the_rules(tmp_path, file, text, is_new):
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "a.py").write_text("x = 1")
    before = rules_version(folder)
    changed = tmp_path / file
    changed.parent.mkdir(parents=True, exist_ok=True)
    changed.write_text(text)
    assert (rules_version(folder) != before) == is_new


def test_version_of_single_files(tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text("a = 1")
    before = rules_version(file)
    file.write_text("a = 2")
    assert rules_version(file) != before
