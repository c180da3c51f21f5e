"""What a receiver answers to a claim file: to its envelope (TA1), its groups and sets (999, 997), its claims (277CA)."""
