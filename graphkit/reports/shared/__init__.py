"""What the reports share: names, what narrows an answer, links and events of facts, rows, and the drawn page."""
