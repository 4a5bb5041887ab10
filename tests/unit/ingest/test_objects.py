"""Object stores: a real S3 server on loopback."""

from __future__ import annotations

import gzip
import json
from datetime import datetime

import boto3
import pytest
from moto.server import ThreadedMotoServer

from assets.ingest.documents import landed_keys
from assets.ingest.read import read_sources
from assets.ingest.sources import Source, source_from_argument
from warehouse.visits import Visits

AT = datetime(2026, 1, 2, 3, 4, 5)
SENTENCE = "Ten men came home on Friday, officials said."
KEYS = {"aws_access_key_id": "a", "aws_secret_access_key": "b", "region_name": "us-east-1"}


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(scope="module")
def bucket(endpoint):
    client = boto3.client("s3", endpoint_url=endpoint, **KEYS)
    client.create_bucket(Bucket="news")
    lines = "\n".join(json.dumps({"text": f"{number} men came home."}) for number in range(3))
    client.put_object(Bucket="news", Key="in/a.txt", Body=SENTENCE.encode())
    client.put_object(Bucket="news", Key="in/b/lines.jsonl.gz", Body=gzip.compress(lines.encode()))
    client.put_object(Bucket="news", Key="in/broken.json", Body=b'{"text": broken')
    client.put_object(Bucket="news", Key="in/folder/", Body=b"")
    return client


def source(endpoint, location, **told):
    options = {"endpoint_url": endpoint, "key": "a", "secret": "b"}
    return Source("store", location, options=options, **told)


def read(*sources, known=frozenset(), visits=None):
    find_visit = visits.find if visits else lambda _: None
    chunks = list(read_sources(sources, known, AT, find_visit=find_visit))
    if visits:
        for chunk in chunks:
            visits.record(chunk.visits)
    documents = [document for chunk in chunks for document in chunk.documents]
    return documents, [refusal for chunk in chunks for refusal in chunk.refusals], sum(chunk.known for chunk in chunks)


@pytest.mark.usefixtures("bucket")
@pytest.mark.parametrize(
    ("location", "origins"),
    [
        ("s3://news/in/a.txt", ["s3://news/in/a.txt"]),
        ("s3://news/in", ["s3://news/in/a.txt"] + ["s3://news/in/b/lines.jsonl.gz"] * 3),
        ("s3://news/in/**/*.gz", ["s3://news/in/b/lines.jsonl.gz"] * 3),
    ],
)
def test_reads_objects_prefixes_and_globs(endpoint, location, origins):
    documents, _, _ = read(source(endpoint, location))
    assert [document["origin"] for document in documents] == origins


def test_reads_an_object_again_only_if_it_has_changed(endpoint, bucket, tmp_path):
    visits = Visits(tmp_path)
    documents, refusals, _ = read(source(endpoint, "s3://news/in"), visits=visits)
    known = {key for document in documents for key in landed_keys(document)}
    assert [refusal.record for refusal in refusals] == ["s3://news/in/broken.json"]
    bucket.delete_object(Bucket="news", Key="in/b/lines.jsonl.gz")
    bucket.put_object(Bucket="news", Key="in/a.txt", Body=b"Twelve men came home.")
    documents, refusals, n_known = read(source(endpoint, "s3://news/in"), known=known, visits=visits)
    assert ([document["raw"] for document in documents], n_known) == ([b"Twelve men came home."], 0)
    assert [refusal.record for refusal in refusals] == ["s3://news/in/broken.json"]
    assert read(source(endpoint, "s3://news/in"), known=known, visits=visits)[2] == 1
    visits.close()


@pytest.mark.usefixtures("bucket")
@pytest.mark.parametrize(
    ("location", "rule"),
    [
        ("s3://news/nothing", "missing_path"),
        ("s3://no-such-bucket/in", "missing_path"),
        ("file:///etc/passwd", "bad_address"),
        ("simplecache::s3://news/in", "missing_path"),
        ("ssh://host/in", "bad_address"),
        ("gs://news/in", "not_installed"),
        ("az://news/in", "not_installed"),
        ("abfs://news/in", "not_installed"),
    ],
)
def test_says_why_objects_cannot_be_read(endpoint, location, rule):
    documents, (refusal,), _ = read(source(endpoint, location))
    assert (documents, refusal.rule) == ([], f"ingest.{rule}")


def test_a_store_that_does_not_answer_is_one_refusal(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "a")
    _, (refusal,), _ = read(source_from_argument("s3://news/in"))
    assert refusal.rule == "ingest.unreadable"


@pytest.mark.parametrize(("location", "package"), [("gs://news/in", "gcsfs"), ("az://news/in", "adlfs")])
def test_says_what_to_install_for_a_store(location, package):
    _, (refusal,), _ = read(source_from_argument(location))
    assert f"pip install '{package}'" in refusal.reason
