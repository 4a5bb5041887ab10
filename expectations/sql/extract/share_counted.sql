SELECT
    format('{} of {} transfers with a count', count("count"), count(*)) AS observed,
    count(*) < $fewest OR count("count") >= $least * count(*) AS holds
FROM claim_transfers
