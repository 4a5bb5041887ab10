-- The transfers that claims tell of a published one, by its `row_no`. Names that reports take for one another count as one; a
-- side that a claim leaves open fits any.
SELECT
    row_no, claim_id, superseded_by, told.category AS told_category, told."count" AS figure, told.bound
FROM published
JOIN exchange_claims USING (exchange_id)
JOIN claim_transfers AS told USING (claim_id)
LEFT JOIN sides AS givers ON givers.side = published.released_by
LEFT JOIN sides AS getters ON getters.side = published.received_by
LEFT JOIN sides AS told_givers ON told_givers.side = told.released_by
LEFT JOIN sides AS told_getters ON told_getters.side = told.received_by
WHERE coalesce(list_has_any(givers.actors, told_givers.actors), true)
  AND coalesce(list_has_any(getters.actors, told_getters.actors), true)
