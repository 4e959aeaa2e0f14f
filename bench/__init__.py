"""Performance, proved: each budget of the architecture measured as a count or a ratio. Run it by `script/bench`."""
