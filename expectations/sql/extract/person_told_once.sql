SELECT claim_id, string_agg(name, ', ' ORDER BY name) AS observed
FROM claim_persons
GROUP BY claim_id, person_id
HAVING count(DISTINCT name) > 1
