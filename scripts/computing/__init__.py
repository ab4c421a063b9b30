"""Run the snippets: values, witnesses, slips, figures, and when they are stale."""
