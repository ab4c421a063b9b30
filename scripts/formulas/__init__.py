"""Formulas as HTML with MathML, and the fonts they need."""
