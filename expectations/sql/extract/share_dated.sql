SELECT
    format('{} of {} claims dated', count(date_start), count(*)) AS observed,
    count(*) < $fewest OR count(date_start) >= $least * count(*) AS holds
FROM claims
