-- Named persons of the exchanges that are told in full.
SELECT exchange_id, name, aliases, released_by, received_by, n_claims, count(*) OVER (PARTITION BY exchange_id) AS n_all
FROM exchange_persons
WHERE exchange_id IN (SELECT unnest($ids))
QUALIFY row_number() OVER (PARTITION BY exchange_id ORDER BY n_claims DESC, name, person_id) <= $each
ORDER BY exchange_id, name
