"""The register of posts: what was shared to which groups, by whom, when."""
