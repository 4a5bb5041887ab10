-- clean.some_kept tells of more.
SELECT
    format('{} of {} documents refused', $refused::BIGINT, count(*)) AS observed,
    count(*) < $fewest OR $refused <= $most * count(*) OR $refused > $beyond * count(*) AS holds
FROM landing
