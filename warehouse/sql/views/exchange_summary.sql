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
COMMENT ON COLUMN exchange_summary.exchange_id IS 'The exchange.';
COMMENT ON COLUMN exchange_summary.happened IS 'When it was, as exactly as is known.';
COMMENT ON COLUMN exchange_summary.status IS 'How far it got: proposed, agreed, completed or cancelled.';
COMMENT ON COLUMN exchange_summary.parties IS 'The sides, sorted.';
COMMENT ON COLUMN exchange_summary.who IS 'Who released how many of which people to whom, best figures.';
COMMENT ON COLUMN exchange_summary.people IS 'All people of all directions, best figures, the dead included. Unit: people.';
COMMENT ON COLUMN exchange_summary.place IS 'Place and country of the hand-over.';
COMMENT ON COLUMN exchange_summary.mediators IS 'Who brokered or hosted it, sorted.';
COMMENT ON COLUMN exchange_summary.grade IS 'How well it is attested: both_sides, several_sources, single_source or disputed.';
COMMENT ON COLUMN exchange_summary.n_publishers IS 'Independent publishers that tell of it. Unit: publishers.';
COMMENT ON COLUMN exchange_summary.n_claims IS 'Claims about it. Unit: claims.';
COMMENT ON COLUMN exchange_summary.date_start IS 'First day on which it can have been; null if not known.';
