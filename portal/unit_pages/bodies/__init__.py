"""Screens of the register of bodies: the list, one body with its line upward, and the forms that change them."""
