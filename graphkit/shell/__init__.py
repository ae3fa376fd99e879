"""The shell of `graphkit cypher`: its prompt, Cypher as text, notes on names."""
