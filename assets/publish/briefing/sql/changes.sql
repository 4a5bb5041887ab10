-- What this publication changed, one row a change; the exchanges that are new come first.
SELECT history.exchange_id, attribute, old_value, new_value, because, date_start, date_end, date_precision, parties, status
FROM exchange_history AS history
LEFT JOIN exchanges USING (exchange_id)
WHERE history.published_at = $published_at
ORDER BY attribute = 'exchange' DESC, date_start DESC NULLS LAST, history.exchange_id, attribute
LIMIT $changes
