-- Exchanges of which a person has set a fact: what is published of them need not be claimed.
SELECT DISTINCT unnest(exchange_ids) AS exchange_id FROM decisions WHERE action = 'set' AND state = 'obeyed'
