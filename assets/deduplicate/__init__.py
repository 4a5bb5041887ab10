"""The stage that finds the real exchanges: claims under one id, and one row fused out of them."""
