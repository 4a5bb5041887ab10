SELECT
    document_id,
    format('{} bytes, n_bytes {}, sha256 {}', octet_length(raw), n_bytes, sha256(raw)) AS observed
FROM landing
WHERE octet_length(raw) <> n_bytes OR sha256(raw) <> sha256
