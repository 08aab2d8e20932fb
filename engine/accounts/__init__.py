"""Rules on accounts: what they may do, prove and agree to, without any database."""
