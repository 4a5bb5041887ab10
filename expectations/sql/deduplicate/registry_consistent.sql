SELECT
    registered_as, exchange_id,
    format('{} last, seen from {} to {}', present.claim_id, present.first_seen, present.last_seen) AS observed
FROM exchange_registry AS present
LEFT JOIN earlier USING (registered_as, exchange_id)
WHERE present.first_seen > present.last_seen
   OR present.first_seen <> earlier.first_seen
   OR (NOT starts_with(registered_as, present.claim_id) AND registered_as NOT IN (SELECT registered_as FROM earlier))
