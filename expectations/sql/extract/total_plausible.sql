SELECT claim_id, format('{} people', total) AS observed
FROM claims
WHERE total NOT BETWEEN 0 AND $largest
