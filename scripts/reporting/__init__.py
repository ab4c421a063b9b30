"""What a reader or a maintainer is told: the drill of planted faults."""
