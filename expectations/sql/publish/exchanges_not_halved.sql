SELECT
    format('{} exchanges, {} in the last publication', count(*), $last_exchanges::BIGINT) AS observed,
    count(*) >= $least * $last_exchanges OR $fewer_allowed = 1 AS holds
FROM exchanges
