"""The way into a vault: unlock, create, recover."""
