"""Periodic reports: drafted from the indicators, frozen when issued, drawn as official documents."""
