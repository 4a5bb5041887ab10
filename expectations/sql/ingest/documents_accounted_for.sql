SELECT
    format(
        '{} found, {} landed, {} known, {} refused',
        $found::BIGINT, count(*), $known::BIGINT, $refused::BIGINT
    ) AS observed,
    $found = count(*) + $known + $refused AS holds
FROM landing
