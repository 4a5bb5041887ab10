-- What a person should look at, the most people at stake first.
SELECT kind, subject, exchange_id, reason, people_at_stake, date_start, date_end, date_precision, parties, status
FROM review_queue
JOIN exchanges USING (exchange_id)
ORDER BY people_at_stake DESC, kind, subject
LIMIT $reviewed
