SELECT
    document_id,
    format('{} bytes, n_bytes {}', octet_length(raw), n_bytes) AS observed
FROM landing
WHERE octet_length(raw) <> n_bytes
