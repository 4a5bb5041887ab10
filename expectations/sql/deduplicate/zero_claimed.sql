-- A direction for which no claim says that nobody was released has people, or an unknown number of them.
WITH zero AS (
    SELECT DISTINCT
        exchange_id,
        string_split_regex(coalesce(released_by, ''), '[+/]') AS givers,
        string_split_regex(coalesce(received_by, ''), '[+/]') AS getters
    FROM exchange_claims
    JOIN claim_transfers USING (claim_id)
    WHERE "count" = 0
)
SELECT exchange_id, released_by, received_by, category, 'nobody; no claim says so' AS observed
FROM exchange_transfers AS published
WHERE 0 IN (count_low, count_best, count_high)
  AND exchange_id NOT IN (SELECT exchange_id FROM set_by_people)
  AND NOT EXISTS (
      FROM zero
      WHERE zero.exchange_id = published.exchange_id
        AND (released_by IS NULL OR list_has_any(givers, list_append(string_split_regex(released_by, '[+/]'), '')))
        AND (received_by IS NULL OR list_has_any(getters, list_append(string_split_regex(received_by, '[+/]'), '')))
  )
