-- The text of such a report is its row, a line for each column: `party_a: RUS; DPR`.
WITH listed AS (
    SELECT
        claims.*,
        trim(regexp_extract(text, '(?m)^exchange_date_start:(.*)$', 1)) AS first_day,
        trim(regexp_extract(text, '(?m)^exchange_date_end:(.*)$', 1)) AS last_day,
        regexp_extract_all(regexp_extract(text, '(?m)^party_a:(.*)$', 1), '[^;\s](?:[^;]*[^;\s])?') AS a,
        regexp_extract_all(regexp_extract(text, '(?m)^party_b:(.*)$', 1), '[^;\s](?:[^;]*[^;\s])?') AS b,
        try_cast(trim(regexp_extract(text, '(?m)^released_by_a_to_b:(.*)$', 1)) AS BIGINT) AS a_to_b,
        try_cast(trim(regexp_extract(text, '(?m)^released_by_b_to_a:(.*)$', 1)) AS BIGINT) AS b_to_a,
        trim(regexp_extract(text, '(?m)^category:(.*)$', 1)) AS category,
        trim(regexp_extract(text, '(?m)^status:(.*)$', 1)) AS listed_status,
        trim(regexp_extract(text, '(?m)^place_name:(.*)$', 1)) AS place,
        regexp_extract_all(regexp_extract(text, '(?m)^place_country:(.*)$', 1), '[^;\s]+') AS countries,
        regexp_extract_all(regexp_extract(text, '(?m)^mediators:(.*)$', 1), '[^;\s](?:[^;]*[^;\s])?') AS brokers,
        regexp_extract_all(regexp_extract(text, '(?m)^named_persons:(.*)$', 1), '[^;\s](?:[^;]*[^;\s])?') AS names
    FROM claims
    JOIN clean_reports USING (report_id)
    WHERE extractor = 'curated'
),
transfers AS (
    SELECT
        claim_id,
        list_sort(list((
            list_sort(string_split_regex(coalesce(released_by, ''), '[+/]')),
            list_sort(string_split_regex(coalesce(received_by, ''), '[+/]')),
            category,
            "count"
        ))) AS made
    FROM claim_transfers
    GROUP BY claim_id
),
persons AS (
    SELECT
        claim_id,
        list_sort(list(name)) AS made,
        list_distinct(list((released_by IS NULL, list_sort(string_split_regex(coalesce(released_by, ''), '[+/]'))))) AS givers
    FROM claim_persons
    GROUP BY claim_id
),
expected AS (
    SELECT
        listed.*,
        list_sort(if(len(a) = 0, [''], a)) AS from_a,
        list_sort(if(len(b) = 0, [''], b)) AS from_b,
        CASE WHEN a_to_b = 0 AND b_to_a IS DISTINCT FROM 0 THEN (false, list_sort(if(len(b) = 0, [''], b)))
            WHEN b_to_a = 0 AND a_to_b IS DISTINCT FROM 0 THEN (false, list_sort(if(len(a) = 0, [''], a)))
            ELSE (true, ['']) END AS giver
    FROM listed
)
SELECT
    claim_id,
    concat_ws(
        ', ',
        CASE WHEN status <> listed_status THEN 'status' END,
        CASE WHEN parties <> list_sort(list_distinct(a || b)) THEN 'parties' END,
        CASE WHEN NOT starts_with(coalesce(date_start::VARCHAR, ''), coalesce(nullif(first_day, ''), last_day))
            OR NOT starts_with(coalesce(date_end::VARCHAR, ''), coalesce(nullif(last_day, ''), first_day))
            OR (date_start IS NULL) <> (first_day || last_day = '') THEN 'date' END,
        CASE WHEN coalesce(place_name, '') <> place THEN 'place_name' END,
        CASE WHEN place_country IS DISTINCT FROM if(len(countries) = 1, countries[1], NULL) THEN 'place_country' END,
        CASE WHEN mediators <> list_sort(list_distinct(brokers)) THEN 'mediators' END,
        CASE WHEN transfers.made IS DISTINCT FROM
            list_sort([(from_a, from_b, category, a_to_b), (from_b, from_a, category, b_to_a)]) THEN 'transfers' END,
        CASE WHEN coalesce(persons.made, []) <> list_sort(list_distinct(names)) THEN 'persons' END,
        CASE WHEN persons.givers <> [giver] THEN 'who released the persons' END
    ) || ' not as in the list' AS observed
FROM expected
LEFT JOIN transfers USING (claim_id)
LEFT JOIN persons USING (claim_id)
WHERE observed <> ' not as in the list'
