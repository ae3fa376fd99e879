"""What a person is asked to judge, and what a decision does."""
