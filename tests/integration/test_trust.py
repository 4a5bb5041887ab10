"""A source that is trusted less decides nothing against others, also for what landed before its declaration said so."""

import json

import duckdb

from tests.integration.conftest import NOW

DESK = ["On 1 March 2025 Russia released 75 Ukrainian soldiers in a prisoner swap, and Ukraine 60 Russian soldiers."]
BLOG = [
    "On 1 March 2025 Russia handed over 90 Ukrainian prisoners of war; Ukraine handed over 60 Russian prisoners.",
    "Prisoners were swapped on 1 March 2025: Russia freed 90 Ukrainian soldiers and Ukraine freed 60 Russian soldiers.",
]
SOURCES = '[[source]]\nname = "desk"\nlocation = "desk.jsonl"\n\n[[source]]\nname = "blog"\nlocation = "blog.jsonl"\n'
CHOSEN = """
SELECT count_best, count_low, count_high, rule FROM exchange_transfers WHERE released_by = 'RUS'
"""


def lines(name, texts):
    rows = [{"url": f"https://{name}{n}.example/a", "published": "2025-03-02", "text": t} for n, t in enumerate(texts)]
    return "\n".join(map(json.dumps, rows))


def test_trust_is_read_from_the_declaration_by_every_run(tmp_path, new_data, swapledger, monkeypatch):
    seeds, data = tmp_path / "seeds", new_data
    seeds.mkdir()
    monkeypatch.setenv("SWAPLEDGER_SEEDS", str(seeds))
    (seeds / "desk.jsonl").write_text(lines("desk", DESK))
    (seeds / "blog.jsonl").write_text(lines("blog", BLOG))
    for trust, chosen, is_by_trust in (("", 90, False), ("trust = 0.4\n", 75, True)):
        (seeds / "sources.toml").write_text(SOURCES + trust)
        assert swapledger("run", "--data", data, "--now", NOW).code == 0
        with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as warehouse:
            ((best, low, high, rule),) = warehouse.execute(CHOSEN).fetchall()
        assert (best, low, high, rule == "trusted_source") == (chosen, 75, 90, is_by_trust)
