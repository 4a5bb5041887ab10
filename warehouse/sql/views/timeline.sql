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
