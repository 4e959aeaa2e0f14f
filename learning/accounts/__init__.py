"""Accounts: who you are, how you sign in, and how you leave with everything that is yours."""
