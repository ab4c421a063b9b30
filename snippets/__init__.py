"""The mathematics of the exam: one module per exercise, importing nothing of ours but `snippets`."""
