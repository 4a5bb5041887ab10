CREATE VIEW deal_summary AS
WITH directions AS (
    SELECT deal_id, released_by, received_by, sum(count_best) AS people, count(*) FILTER (count_best IS NULL) AS untold
    FROM exchanges
    JOIN exchange_transfers USING (exchange_id)
    WHERE deal_role = 'stage'
    GROUP BY ALL
)
SELECT
    deal_id,
    CASE
        WHEN date_start IS NULL THEN 'date unknown'
        WHEN date_start = date_end THEN date_start::VARCHAR
        ELSE date_start::VARCHAR || ' to ' || date_end::VARCHAR
    END AS happened,
    (SELECT array_to_string(parties, ', ') FROM exchanges WHERE exchanges.exchange_id = deals.deal_id) AS parties,
    (
        SELECT string_agg(
            coalesce(released_by, '?') || '→' || coalesce(received_by, '?') || ' '
            || CASE WHEN people IS NULL THEN 'some' WHEN untold > 0 THEN people || ' and more' ELSE people::VARCHAR END,
            '; ' ORDER BY released_by, received_by
        )
        FROM directions
        WHERE directions.deal_id = deals.deal_id
    ) AS who,
    len(stage_ids) AS n_stages,
    array_to_string(signs, ', ') AS known_by,
    date_start
FROM deals
ORDER BY date_start DESC NULLS LAST, deal_id;
COMMENT ON VIEW deal_summary IS
'One row is a deal that was carried out in stages, on one line; `exchanges` with its `deal_id` are the stages.';
COMMENT ON COLUMN deal_summary.deal_id IS 'The deal.';
COMMENT ON COLUMN deal_summary.happened IS 'From its first stage to its last one.';
COMMENT ON COLUMN deal_summary.parties IS 'The sides, sorted.';
COMMENT ON COLUMN deal_summary.who IS 'Who released how many to whom in all stages, best figures, the dead included.';
COMMENT ON COLUMN deal_summary.n_stages IS 'Its stages. Unit: exchanges.';
COMMENT ON COLUMN deal_summary.known_by IS 'By what it is known: agreed, carried_out, listed, told_together.';
COMMENT ON COLUMN deal_summary.date_start IS 'First day of its first stage; null if not known.';
