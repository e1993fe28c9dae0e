"""Periodic reports: drafted from the indicator register, frozen when submitted, drawn as official documents."""
