-- People in all completed exchanges together, the living and the dead apart: one row.
SELECT
    coalesce(sum(count_low) FILTER (category <> 'remains'), 0)::BIGINT AS living_low,
    coalesce(sum(count_best) FILTER (category <> 'remains'), 0)::BIGINT AS living_best,
    coalesce(sum(coalesce(count_high, count_best)) FILTER (category <> 'remains'), 0)::BIGINT AS living_high,
    coalesce(sum(count_low) FILTER (category = 'remains'), 0)::BIGINT AS dead_low,
    coalesce(sum(count_best) FILTER (category = 'remains'), 0)::BIGINT AS dead_best,
    coalesce(sum(coalesce(count_high, count_best)) FILTER (category = 'remains'), 0)::BIGINT AS dead_high
FROM exchange_transfers
JOIN exchanges USING (exchange_id)
WHERE status = 'completed'
