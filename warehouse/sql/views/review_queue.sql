CREATE VIEW review_queue AS
WITH people AS (
    SELECT exchange_id, sum(count_best) AS people, sum(count_high - count_low) AS spread
    FROM exchange_transfers
    GROUP BY exchange_id
),
found AS (
    SELECT
        'doubtful claim' AS kind,
        claim_id AS subject,
        exchange_id,
        'the extraction is ' || round(100 * confidence)::INTEGER || ' % sure of it' AS reason,
        coalesce(people, 0) * (1 - confidence) AS priority
    FROM claims
    JOIN exchange_claims USING (claim_id)
    LEFT JOIN people USING (exchange_id)
    WHERE confidence < 0.5
    UNION ALL
    SELECT
        'disputed figures',
        exchange_id,
        exchange_id,
        'independent sources give different exact figures',
        coalesce(spread, 0)
    FROM exchanges
    LEFT JOIN people USING (exchange_id)
    WHERE grade = 'disputed'
    UNION ALL
    SELECT
        'undecided claim',
        claim_id,
        exchange_id,
        'it fits more than one exchange and stands alone',
        coalesce(people, 0)
    FROM exchange_claims
    LEFT JOIN people USING (exchange_id)
    WHERE explanation LIKE 'stands alone: more than one%'
)
SELECT kind, subject, exchange_id, reason, round(priority)::BIGINT AS people_at_stake
FROM found
ORDER BY people_at_stake DESC, kind, subject;
COMMENT ON VIEW review_queue IS
'One row is a claim or an exchange worth a look by a person, the one with most people at stake first.';
