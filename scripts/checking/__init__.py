"""Hold the pages against what was computed; imports no mathematics."""
