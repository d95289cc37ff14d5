"""The maker of the demonstration season: seeded, so that it always writes the same files."""
