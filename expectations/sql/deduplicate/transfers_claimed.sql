SELECT
    exchange_id, released_by, received_by, category,
    format('{} claims, {} of the exchange', exchange_transfers.n_claims, exchanges.n_claims) AS observed
FROM exchange_transfers
JOIN exchanges USING (exchange_id)
WHERE exchange_transfers.n_claims > exchanges.n_claims
