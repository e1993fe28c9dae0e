"""What the pictures of the guide show: a module for each part of it, run in the order of `docs/pictures.py`.

The demo's own stories are the stage. Whatever a scene changes that a later one does not expect, it takes back.
"""
