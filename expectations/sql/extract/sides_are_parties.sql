WITH sides AS (
    SELECT
        claim_id,
        transfer_no,
        unnest(regexp_split_to_array(concat_ws('+', released_by, received_by), '[+/]')) AS actor
    FROM claim_transfers
    SEMI JOIN claims USING (claim_id)
    WHERE released_by IS NOT NULL OR received_by IS NOT NULL
),
members AS (
    SELECT claim_id, unnest(regexp_split_to_array(array_to_string(parties || mediators, '+'), '[+/]')) AS actor
    FROM claims
)
SELECT claim_id, transfer_no, string_agg(DISTINCT actor, ', ' ORDER BY actor) || ' no party' AS observed
FROM sides
ANTI JOIN members USING (claim_id, actor)
GROUP BY claim_id, transfer_no
