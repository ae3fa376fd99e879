"""A sentence as verbs with their voice and mood."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphkit.reading.language.text import Sentence
from graphkit.reading.naming.mentions import Article


@dataclass(slots=True)
class Verb:
    """A verb in a sentence. `first` is where its auxiliaries begin, `last` is the token after it.

    `mood` is fact, planned, sought, may or denied. `matrix` is the verb or noun that an infinitive hangs on.
    """

    at: int
    first: int
    last: int
    lemma: str
    passive: bool = False
    form: str = "finite"
    mood: str = "fact"
    matrix: str = ""
    perfect: bool = False


@dataclass(slots=True)
class Syntax:
    """A sentence with its verbs. `doubted`: it reports claims or rumours, or denies them."""

    article: Article
    sentence: Sentence
    verbs: list[Verb] = field(default_factory=list)
    question: bool = False
    doubted: bool = False

    def before(self, i: int) -> Verb | None:
        """The last verb that ends at or before a token."""
        found = [v for v in self.verbs if v.last <= i]
        return found[-1] if found else None

    def after(self, i: int) -> Verb | None:
        """The first verb that begins at or after a token."""
        return next((v for v in self.verbs if v.first >= i), None)
