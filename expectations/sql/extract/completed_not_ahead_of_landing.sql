-- Where the day of publication is known, extract.completed_not_after_publication asks for more.
SELECT claim_id, format('completed on {}, landed on {}', date_start, landed_at::DATE) AS observed
FROM claims
JOIN clean_reports USING (report_id)
WHERE status = 'completed' AND published_on IS NULL AND date_start > landed_at::DATE
