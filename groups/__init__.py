"""The register of Zalo groups, their members as counted, and coverage."""
