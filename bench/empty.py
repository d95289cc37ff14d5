"""A page of nothing: what a rerun costs before anything is shown."""
