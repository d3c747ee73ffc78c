"""What must not be deleted or exchanged, said in words to whoever tries."""

from django.db.models import Model, ProtectedError


class MustBeKept(ProtectedError):
    """Something that was made public needs the object as it is; str() is a sentence for whoever tried."""

    def __init__(self, words: str, needed_by: Model) -> None:
        super().__init__(words, {needed_by})
        self.words = words

    def __str__(self) -> str:
        return self.words
