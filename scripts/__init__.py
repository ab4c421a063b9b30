"""Everything between the mathematics in `snippets` and the site: compute, check, substitute, render, report."""
