WITH members AS (
    SELECT deal_id, unnest(stage_ids) AS exchange_id, 'stage' AS role FROM deals
    UNION ALL
    SELECT deal_id, unnest(whole_ids), 'whole' FROM deals
),
compared AS (
    SELECT
        coalesce(exchanges.exchange_id, members.exchange_id) AS exchange_id,
        exchanges.deal_id IS NOT DISTINCT FROM members.deal_id
            AND exchanges.deal_role IS NOT DISTINCT FROM members.role AS agrees,
        exchanges.deal_role = 'whole' AND status = 'completed' AS counted
    FROM exchanges
    FULL JOIN members USING (exchange_id)
)
SELECT deal_id AS id, 'fewer than two stages' AS observed
FROM deals
WHERE len(stage_ids) < 2
UNION ALL
SELECT exchange_id, 'deal_id or deal_role other than in deals'
FROM compared
WHERE NOT agrees
UNION ALL
SELECT exchange_id, 'the whole of a deal, completed'
FROM compared
WHERE agrees AND counted AND exchange_id NOT IN (SELECT exchange_id FROM set_by_people)
