SELECT
    report_id,
    format('relevant {}, {} claims', relevant, n_claims) AS observed
FROM (
    SELECT screened.report_id, relevant, count(claim_id) AS n_claims
    FROM screened LEFT JOIN claims ON claims.report_id = screened.report_id
    GROUP BY ALL
)
WHERE relevant <> (n_claims > 0)
