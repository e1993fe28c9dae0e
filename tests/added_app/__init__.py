"""An app added to the portal by its own folder and the settings: what a new app must touch, and nothing else."""
