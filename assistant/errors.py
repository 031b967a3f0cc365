"""The errors a door turns into one line for people."""


class AssistantError(Exception):
    """A failure whose message says, in French and in one line, what to do next."""


class IndexUnavailable(AssistantError):
    """There is no usable index at the place asked: missing, unreadable or of another embedding model."""


class InvalidInput(AssistantError):
    """What was given (a file, an option, a line of a batch) cannot be read."""


class ModelUnavailable(AssistantError):
    """The embedding or chat model cannot be loaded or does not answer."""
