"""What every room knows: values as trees, pages and their markers, paths, faults."""
