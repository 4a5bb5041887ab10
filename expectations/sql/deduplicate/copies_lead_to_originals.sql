SELECT report_id, 'copy of ' || copy_of AS observed
FROM copies
WHERE copy_of = report_id OR copy_of IN (SELECT report_id FROM copies)
