WITH counted AS (SELECT count(*) AS kept, (SELECT count(*) FROM landing) AS landed FROM clean_reports)
SELECT format('{} of {} documents kept', kept, landed) AS observed, landed < $fewest OR kept >= $least * landed AS holds
FROM counted
