-- A direction for which no claim says that nobody was released has people, or an unknown number of them. Names that reports
-- take for one another count as one; a side that a claim leaves open fits any.
SELECT exchange_id, released_by, received_by, category, 'nobody; no claim says so' AS observed
FROM published
WHERE 0 IN (count_low, count_best, count_high)
  AND exchange_id NOT IN (SELECT exchange_id FROM set_by_people)
  AND row_no NOT IN (SELECT row_no FROM fitting WHERE figure = 0)
