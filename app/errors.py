"""What can go wrong with the app itself. Each message says in Danish what happened and what to do.

ServingError                the page cannot be served
StoreError                  what users leave cannot be written or read
RefusedError                what a user sent cannot be taken as it is
└── PersonalDataError       it holds a CPR number
NotFoundError               there is no such page, and what there is instead
"""


class ServingError(Exception):
    """The page cannot be served; its message is shown to the operator as it is."""


class StoreError(Exception):
    """Feedback or counters cannot be written or read; its message is the operator's, for it names a folder."""


class RefusedError(Exception):
    """Nothing was stored; its message is shown to whom it comes from."""


class PersonalDataError(RefusedError):
    """What was written holds a CPR number. The message never holds what was written."""


class NotFoundError(Exception):
    """There is no such page; its message says in Danish what is missing."""
