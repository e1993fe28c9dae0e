"""The register of Zalo groups, their member counts, and coverage."""
