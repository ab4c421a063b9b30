"""Turn pages and evidence into the site."""
