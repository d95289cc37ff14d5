"""What brings a ledger's tables up to date, and the command that writes the next of these steps."""
