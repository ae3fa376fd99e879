"""A text as words and sentences, and the words that the reader knows."""
