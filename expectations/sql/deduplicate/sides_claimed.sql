-- Names that reports take for one another count as one; a side that a claim leaves open fits any.
WITH told AS (
    SELECT exchange_id, 'transfer' AS kind, released_by, received_by, category AS who
    FROM exchange_claims
    JOIN claim_transfers USING (claim_id)
    UNION
    SELECT exchange_id, 'person', released_by, received_by, name FROM exchange_claims JOIN claim_persons USING (claim_id)
),
published AS (
    SELECT exchange_id, 'transfer' AS kind, released_by, received_by, category AS who, [category] AS known_as
    FROM exchange_transfers
    UNION ALL
    SELECT exchange_id, 'person', released_by, received_by, person_id, list_prepend(name, aliases) FROM exchange_persons
)
SELECT published.exchange_id, published.released_by, published.received_by, who, 'told by no claim of the exchange' AS observed
FROM published
LEFT JOIN sides AS givers ON givers.side = published.released_by
LEFT JOIN sides AS getters ON getters.side = published.received_by
WHERE published.exchange_id NOT IN (SELECT exchange_id FROM set_by_people)
  AND published.exchange_id IN (SELECT exchange_id FROM exchanges)
  AND NOT EXISTS (
      FROM told
      LEFT JOIN sides AS from_side ON from_side.side = told.released_by
      LEFT JOIN sides AS to_side ON to_side.side = told.received_by
      WHERE told.exchange_id = published.exchange_id
        AND told.kind = published.kind
        AND list_contains(known_as, told.who)
        AND coalesce(list_has_any(from_side.actors, givers.actors), true)
        AND coalesce(list_has_any(to_side.actors, getters.actors), true)
  )
