"""What a sentence states: frames, instruments, controls, memberships, stakes, offices."""
