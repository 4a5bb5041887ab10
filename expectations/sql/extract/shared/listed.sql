-- Rows of curated lists, as their reports have them: a line for each column, such as `party_a: RUS; DPR`. A shortened date is
-- the year or the month.
WITH printed AS (
    SELECT
        report_id,
        trim(regexp_extract(text, '(?m)^exchange_date_start:(.*)$', 1)) AS first_day,
        trim(regexp_extract(text, '(?m)^exchange_date_end:(.*)$', 1)) AS last_day,
        regexp_extract_all(regexp_extract(text, '(?m)^party_a:(.*)$', 1), '[^;\s](?:[^;]*[^;\s])?') AS a,
        regexp_extract_all(regexp_extract(text, '(?m)^party_b:(.*)$', 1), '[^;\s](?:[^;]*[^;\s])?') AS b,
        try_cast(trim(regexp_extract(text, '(?m)^released_by_a_to_b:(.*)$', 1)) AS BIGINT) AS a_to_b,
        try_cast(trim(regexp_extract(text, '(?m)^released_by_b_to_a:(.*)$', 1)) AS BIGINT) AS b_to_a,
        trim(regexp_extract(text, '(?m)^category:(.*)$', 1)) AS listed_category,
        trim(regexp_extract(text, '(?m)^status:(.*)$', 1)) AS listed_status,
        trim(regexp_extract(text, '(?m)^place_name:(.*)$', 1)) AS place,
        regexp_extract_all(regexp_extract(text, '(?m)^place_country:(.*)$', 1), '[^;\s]+') AS countries,
        regexp_extract_all(regexp_extract(text, '(?m)^mediators:(.*)$', 1), '[^;\s](?:[^;]*[^;\s])?') AS brokers,
        regexp_extract_all(regexp_extract(text, '(?m)^named_persons:(.*)$', 1), '[^;\s](?:[^;]*[^;\s])?') AS names
    FROM clean_reports
    WHERE curated
),
ends AS (
    SELECT
        *, coalesce(nullif(first_day, ''), last_day) AS first_text, coalesce(nullif(last_day, ''), first_day) AS last_text
    FROM printed
)
SELECT
    *,
    list_sort(list_distinct(a || b)) AS listed_parties,
    try_cast((first_text || '-01-01')[:10] AS DATE) AS listed_start,
    CASE length(last_text)
        WHEN 4 THEN try_cast(last_text || '-12-31' AS DATE)
        WHEN 7 THEN last_day(try_cast(last_text || '-01' AS DATE))
        ELSE try_cast(last_text AS DATE)
    END AS listed_end,
    CASE least(length(first_text), length(last_text)) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day'
        ELSE 'unknown' END AS listed_precision
FROM ends
