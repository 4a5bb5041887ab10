CREATE VIEW timeline AS
SELECT
    date_start,
    happened,
    parties,
    who,
    status,
    people,
    sum(CASE WHEN status = 'completed' THEN people END) OVER (
        PARTITION BY parties
        ORDER BY date_start, exchange_id
    )::BIGINT AS people_so_far,
    grade,
    exchange_id
FROM exchange_summary
WHERE date_start IS NOT NULL
ORDER BY date_start, exchange_id;
COMMENT ON VIEW timeline IS
'One row is an exchange whose date is known, in order; `people_so_far` adds up those released between the same parties.';
COMMENT ON COLUMN timeline.date_start IS 'First day on which the hand-over can have been.';
COMMENT ON COLUMN timeline.happened IS 'When it was, as exactly as is known.';
COMMENT ON COLUMN timeline.parties IS 'The sides, sorted.';
COMMENT ON COLUMN timeline.who IS 'Who released how many of which people to whom, best figures.';
COMMENT ON COLUMN timeline.status IS 'How far the exchange got.';
COMMENT ON COLUMN timeline.people IS 'All people of all directions, best figures, the dead included. Unit: people.';
COMMENT ON COLUMN timeline.people_so_far IS 'Sum of `people` over the completed exchanges between the same parties up to here. Unit: people.';
COMMENT ON COLUMN timeline.grade IS 'How well the exchange is attested.';
COMMENT ON COLUMN timeline.exchange_id IS 'The exchange.';
