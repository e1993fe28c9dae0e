"""The search in the head of every page: tips, groups, units, people, posts and reports at once."""
