CREATE VIEW review_queue AS
WITH people AS (
    SELECT exchange_id, sum(count_best) AS people, sum(count_high - count_low) AS spread
    FROM exchange_transfers
    GROUP BY exchange_id
),
-- join_bits of the match weights is 7: there a match is as likely right as wrong, and each bit halves the odds.
near AS (
    SELECT
        near_matches.*,
        least(0.5, 1 / (1 + pow(2, 7 - match_weight)))
            * least(coalesce(one.people, 0), coalesce(other.people, 0)) AS priority
    FROM near_matches
    LEFT JOIN people AS one ON one.exchange_id = near_matches.exchange_id
    LEFT JOIN people AS other ON other.exchange_id = near_matches.other_exchange_id
),
found AS (
    SELECT
        'doubtful claim' AS kind,
        claim_id AS subject,
        exchange_id,
        'the extraction is ' || round(100 * confidence)::INTEGER || ' % sure of it' AS reason,
        coalesce(people, 0) * (1 - confidence) AS priority,
        'swapledger explain ' || claim_id AS look,
        'swapledger decide reject ' || claim_id AS decide
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
        coalesce(spread, 0),
        'swapledger explain ' || exchange_id,
        'swapledger decide set ' || exchange_id || ' "' || min(attribute) || '" COUNT'
    FROM exchanges
    LEFT JOIN people USING (exchange_id)
    JOIN exchange_conflicts USING (exchange_id)
    WHERE grade = 'disputed' AND attribute LIKE 'count %' AND NOT starts_with(exchange_conflicts.rule, 'human')
    GROUP BY exchange_id, spread
    UNION ALL
    SELECT
        CASE reason WHEN 'it fits more than one exchange' THEN 'undecided claim' ELSE 'near match' END,
        CASE reason WHEN 'it fits more than one exchange' THEN claim_id ELSE exchange_id END,
        exchange_id,
        'with ' || other_exchange_id || ': ' || reason || ' (' || round(match_weight, 1) || ' bits)',
        priority,
        'swapledger explain ' || claim_id || ' ' || other_claim_id,
        'swapledger decide merge ' || exchange_id || ' ' || other_exchange_id
    FROM near
    UNION ALL
    SELECT
        'weak join',
        claim_id,
        exchange_id,
        'joined by ' || round(match_weight, 1) || ' bits of the 7 that are asked for',
        least(0.5, 1 / (1 + pow(2, match_weight - 7))) * coalesce(people, 0),
        'swapledger explain ' || claim_id,
        'swapledger decide split ' || exchange_id || ' ' || claim_id
    FROM exchange_claims
    JOIN exchanges USING (exchange_id)
    LEFT JOIN people USING (exchange_id)
    WHERE match_weight < 8 AND decided_by = 'rule' AND n_claims > 1
    UNION ALL
    SELECT
        'dropped claim',
        claim_id,
        exchange_id,
        'the newest version of its report, ' || replaced_by || ', does not tell of it',
        coalesce(people, 0) / n_claims,
        'swapledger explain ' || claim_id,
        'swapledger decide reject ' || claim_id
    FROM exchange_claims
    JOIN claims USING (claim_id)
    JOIN reports USING (report_id)
    JOIN exchanges USING (exchange_id)
    LEFT JOIN people USING (exchange_id)
    WHERE replaced_by IS NOT NULL AND superseded_by IS NULL
    UNION ALL
    SELECT
        'decision ' || state,
        decision_id,
        exchange_ids[1],
        action || ' ' || subject || coalesce(': ' || note, ''),
        coalesce((SELECT sum(people) FROM people WHERE list_contains(exchange_ids, exchange_id)), 0),
        'swapledger decisions',
        coalesce(renewal, 'swapledger decide undo ' || decision_id)
    FROM decisions
    WHERE state IN ('stale', 'overruled')
)
SELECT kind, subject, exchange_id, reason, round(priority)::BIGINT AS people_at_stake, look, decide
FROM found
ORDER BY people_at_stake DESC, kind, subject, reason;
COMMENT ON VIEW review_queue IS
'One row is a match, a claim, a figure or a decision worth a look by a person, the one with most people at stake first; `look` shows it, `decide` settles it.';
COMMENT ON COLUMN review_queue.kind IS 'What is in doubt: a claim, a figure, a match that was or was not made, or a decision.';
COMMENT ON COLUMN review_queue.subject IS 'Id of the claim, exchange or decision.';
COMMENT ON COLUMN review_queue.exchange_id IS 'The exchange that it belongs to.';
COMMENT ON COLUMN review_queue.reason IS 'Why a person should look.';
COMMENT ON COLUMN review_queue.people_at_stake IS 'People whose figure hangs on it; the highest stands first. Unit: people.';
COMMENT ON COLUMN review_queue.look IS 'The command that shows it.';
COMMENT ON COLUMN review_queue.decide IS 'The command that settles it, where a person decides.';
