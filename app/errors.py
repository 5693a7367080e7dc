"""What can go wrong with the app itself.

ServingError                what happened and what to do, in one Danish sentence
NotFoundError               there is no such page, and what there is instead
"""


class ServingError(Exception):
    """The page cannot be served; its message is shown to the operator as it is."""


class NotFoundError(Exception):
    """There is no such page; its message says in Danish what is missing."""
