"""Photographs, nets and their training. These modules import nothing of ours but each other.

So what is drawn, said or asked about a trained net can change, and the net stays what it was.
"""
