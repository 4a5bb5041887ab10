CREATE MACRO known_on(day) AS TABLE
WITH published AS (
    SELECT *, 'published' AS basis
    FROM exchange_versions
    WHERE known_from < day::DATE + INTERVAL 1 DAY
      AND (known_to IS NULL OR known_to >= day::DATE + INTERVAL 1 DAY)
),
-- Before the first publication: what the reports that were out by then tell.
told AS (
    SELECT exchange_id, claims.*, reports.publisher, reports.published_on
    FROM exchange_claims
    JOIN claims USING (claim_id)
    JOIN reports USING (report_id)
    WHERE published_on <= day::DATE
      -- An earlier version of a report counts until the newer one is out.
      AND NOT EXISTS (SELECT 1 FROM reports AS newer WHERE report_id = superseded_by AND published_on <= day::DATE)
      AND NOT EXISTS (SELECT 1 FROM exchange_versions WHERE known_from < day::DATE + INTERVAL 1 DAY)
),
steps AS (
    SELECT exchange_id, arg_max(status, step_no) AS status
    FROM exchange_transitions
    WHERE reported_on <= day::DATE
    GROUP BY exchange_id
),
figures AS (
    SELECT exchange_id, released_by, received_by, arg_max("count", (n_publishers, last_told, "count")) AS people
    FROM (
        SELECT
            exchange_id, released_by, received_by, "count",
            count(DISTINCT publisher) AS n_publishers, max(published_on) AS last_told
        FROM (
            SELECT exchange_id, claim_id, publisher, published_on, released_by, received_by, sum("count") AS "count"
            FROM told
            JOIN claim_transfers USING (claim_id)
            WHERE "count" IS NOT NULL
            GROUP BY ALL
        )
        GROUP BY ALL
    )
    GROUP BY ALL
),
directions AS (
    SELECT
        exchange_id,
        string_agg(
            coalesce(released_by, '?') || '→' || coalesce(received_by, '?') || ' ' || people,
            '; ' ORDER BY released_by, received_by
        ) AS who,
        sum(people)::BIGINT AS people
    FROM figures
    GROUP BY exchange_id
),
facts AS (
    SELECT
        exchange_id,
        list_sort(list_distinct(flatten(list(parties)))) AS parties,
        min({'width': date_end - date_start, 'first': date_start, 'last': date_end, 'precision': date_precision})
            FILTER (date_start IS NOT NULL) AS dated,
        mode(place_country ORDER BY place_country) AS place_country,
        mode(place_name ORDER BY place_name) AS place_name,
        list_sort(list_distinct(flatten(list(mediators)))) AS mediators,
        count(DISTINCT coalesce(publisher, claim_id)) AS n_publishers,
        min(published_on) AS first_told
    FROM told
    GROUP BY exchange_id
),
reported AS (
    SELECT
        exchange_id, first_told::TIMESTAMP AS known_from, NULL::TIMESTAMP AS known_to, status, parties,
        dated['first'] AS date_start, dated['last'] AS date_end, coalesce(dated['precision'], 'unknown') AS date_precision,
        place_country, place_name, mediators, n_publishers, NULL::VARCHAR AS grade, who, people, 'reported' AS basis
    FROM facts
    JOIN steps USING (exchange_id)
    LEFT JOIN directions USING (exchange_id)
)
FROM published
UNION ALL BY NAME
FROM reported
ORDER BY date_start DESC NULLS LAST, exchange_id;
COMMENT ON MACRO TABLE known_on IS
'One row is an exchange as it was known at the end of a day: as published by then; of days before the first publication, as the reports that were out by then tell it (`basis`).';
