"""Errors that a user can act on. The message is the instruction; it is already in the user's words."""


class EmsError(Exception):
    """Base of every error that is shown to a user as it stands."""


class Refused(EmsError):
    """An act that a rule does not allow, or a file that is refused whole."""


class Asked(Refused):
    """What is refused until the person has said that it is meant."""


class ConfigError(EmsError):
    """A setting or a city pack that cannot be used; names the file and the entry."""
