"""Help: what to do now, whom to call, how to leave quickly. Nothing is stored here, nobody has to sign in."""
