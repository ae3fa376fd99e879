"""The saved queries: their library, their checks, their parameters and how their answers are drawn."""
