"""What can go wrong with the app itself.

ServingError                what happened and what to do, in one Danish sentence
"""


class ServingError(Exception):
    """The page cannot be served; its message is shown to the operator as it is."""
