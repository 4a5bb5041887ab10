-- The field of a record says year and day in figures; of a page it is known only that its year stands somewhere in it.
WITH landed AS (
    SELECT
        report_id, published_on, year(published_on)::VARCHAR AS in_full, strftime(published_on, '%y') AS in_short,
        concat_ws(' ', raw::VARCHAR, landing.given, clean_reports.url) AS words,
        CASE WHEN format = 'json' AND published_basis = 'metadata'
            THEN TRY(json_extract_string(decode(raw), '$."' || json_extract_string(fields, '$.published') || '"')) END AS field
    FROM clean_reports
    JOIN landing ON document_id = report_id
    WHERE published_on IS NOT NULL AND format <> 'pdf'  -- whose bytes are compressed
)
SELECT report_id, concat_ws(' ', published_on, 'is not in what landed:', field) AS observed
FROM landed
WHERE (
    field IS NOT NULL
    AND NOT (
        starts_with(field, published_on::VARCHAR)
        OR starts_with(field, strftime(published_on, '%Y%m%d'))
        OR list_contains([try_cast(figure AS BIGINT) for figure in regexp_extract_all(field, '\d+')], day(published_on))
            AND (contains(field, in_full) OR (NOT regexp_matches(field, '\d{4}') AND contains(field, in_short)))
    )
)
OR NOT (contains(words, in_full) OR contains(words, '\x00'))  -- which is UTF-16
