SELECT
    format('{} of {} documents refused', $refused::BIGINT, count(*)) AS observed,
    count(*) < $fewest OR $refused <= $most * count(*) AS holds
FROM landing
