SELECT
    format('{} landed, {} reports, {} refused', landed, reports, $refused::BIGINT) AS observed,
    landed = reports + $refused AS holds
FROM (SELECT count(*) AS landed FROM landing), (SELECT count(*) AS reports FROM clean_reports)
