"""An app with a manifest and nothing else."""
