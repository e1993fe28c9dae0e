"""Mutation run over the rule modules: `make mutants`. See docs/dev/testing.md."""
