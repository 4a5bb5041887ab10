"""A look at sources: what would be read, under which names."""

import json

from assets.ingest.sources import Source
from pipelines.sources import look_into

SENTENCE = "Ten men came home on Friday, officials said."


def test_tells_formats_fields_and_refusals(tmp_path):
    (tmp_path / "a.csv").write_text(f'Headline,Story,pubDate\nHome,"{SENTENCE}",2024-05-06\n')
    (tmp_path / "b.jsonl").write_text(f"{json.dumps({'text': SENTENCE})}\n{{broken\n")
    (tmp_path / "c.jsonl").write_text("\n".join(json.dumps({"text": f"{n} {SENTENCE}"}) for n in range(300)))
    looks = list(look_into(Source("desk", str(tmp_path), fields={"text": "Story"})))
    table, lines, many = looks
    assert table.fields == {"text": "Story", "title": "Headline", "published": "pubDate"}
    assert (table.formats, table.n_reports, table.n_refused) == ({"json"}, 1, 0)
    assert (lines.n_reports, lines.n_refused) == (0, 2)
    assert (many.n_refused, many.is_cut) == (200, True)
