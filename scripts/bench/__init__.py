"""Times and weights of the build and the pages: `make bench`. Nothing here passes or fails."""
