"""What can go wrong with a measurement.

EvalError                   what happened and what to do, in one sentence
├── CasesError              the gold cases cannot be read
└── RunError                a folder of results cannot be read, or a system is not known
"""


class EvalError(Exception):
    """Base of all expected failures; its message is shown to the operator as it is."""


class CasesError(EvalError):
    """The gold cases cannot be read; the message names file and line."""


class RunError(EvalError):
    """A folder of results cannot be read or does not fit what is asked of it."""
