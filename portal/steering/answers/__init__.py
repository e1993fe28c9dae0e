"""Answers to papers: who is asked for proposals and results, until which day, and what they answered."""
