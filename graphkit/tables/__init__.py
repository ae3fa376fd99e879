"""Tables that analysts edit: their files, their columns, their rows, and what the cells name."""
