SELECT report_id, format('{} characters, n_chars {}', length(text), n_chars) AS observed
FROM clean_reports
WHERE length(text) <> n_chars
