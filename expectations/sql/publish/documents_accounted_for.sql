SELECT
    format('{} documents landed, {} reports, {} refused when cleaned', $landed::BIGINT, count(*), $refused::BIGINT) AS observed,
    count(*) + $refused = $landed AS holds
FROM reports
