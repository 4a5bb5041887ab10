SELECT report_id, 'not looked at' AS observed
FROM clean_reports
WHERE report_id NOT IN (SELECT report_id FROM screened WHERE report_id IS NOT NULL)
