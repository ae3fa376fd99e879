"""How a sentence is built: verbs and their moods, subjects, phrases, parties and topics."""
