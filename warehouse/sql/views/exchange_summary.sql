CREATE VIEW exchange_summary AS
WITH directions AS (
    SELECT
        exchange_id,
        string_agg(
            coalesce(released_by, '?') || '→' || coalesce(received_by, '?') || ' '
            || coalesce(count_best::VARCHAR, 'some')
            || CASE WHEN category = 'unspecified' THEN '' ELSE ' ' || category END,
            '; ' ORDER BY released_by, received_by, category
        ) AS who,
        sum(count_best)::BIGINT AS people
    FROM exchange_transfers
    GROUP BY exchange_id
)
SELECT
    exchange_id,
    CASE
        WHEN date_precision = 'unknown' THEN 'date unknown'
        WHEN date_precision = 'year' THEN strftime(date_start, '%Y')
        WHEN date_precision = 'month' THEN strftime(date_start, '%Y-%m')
        WHEN date_start = date_end THEN date_start::VARCHAR
        ELSE date_start::VARCHAR || ' to ' || date_end::VARCHAR
    END AS happened,
    status,
    array_to_string(parties, ', ') AS parties,
    coalesce(who, 'nothing told') AS who,
    people,
    concat_ws(', ', place_name, place_country) AS place,
    array_to_string(mediators, ', ') AS mediators,
    grade,
    n_publishers,
    n_claims,
    date_start
FROM exchanges
LEFT JOIN directions USING (exchange_id)
ORDER BY date_start DESC NULLS LAST, exchange_id;
COMMENT ON VIEW exchange_summary IS
'One row is an exchange on one line: when, who released how many to whom, where, by whose mediation, how sure.';
