"""Notes and their references: found where they are only printed, and paired."""
