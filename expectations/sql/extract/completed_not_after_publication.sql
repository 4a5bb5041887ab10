SELECT claim_id, format('completed on {}, published on {}', date_start, published_on) AS observed
FROM claims
JOIN clean_reports USING (report_id)
WHERE status = 'completed' AND date_start > published_on
