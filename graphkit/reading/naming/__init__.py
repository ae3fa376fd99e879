"""What a text names: countries, bodies, people, instruments, and what short expressions stand for."""
