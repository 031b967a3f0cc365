"""What the words of every page are made of."""

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """Words that belong together; a missing or unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CountNoun(Section):
    """What is counted, in the singular and the plural."""

    one: str
    many: str

    def counted(self, number: int, **values: str) -> str:
        """The words for that number, which stands in them as `{number}`."""
        return (self.one if number == 1 else self.many).format(number=number, **values)
