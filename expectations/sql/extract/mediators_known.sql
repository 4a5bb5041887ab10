SELECT claim_id, string_agg(mediator, ', ' ORDER BY mediator) || ' unknown' AS observed
FROM (SELECT claim_id, unnest(mediators) AS mediator FROM claims)
WHERE mediator NOT IN (SELECT code FROM parties)
GROUP BY claim_id
