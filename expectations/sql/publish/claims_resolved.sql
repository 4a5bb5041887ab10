SELECT claim_id, 'under no exchange' AS observed FROM claims ANTI JOIN exchange_claims USING (claim_id)
