"""What can go wrong with the index.

IndexingError               what happened and what to do, in one sentence
├── ModelError              the embedding model cannot be unpacked or loaded
├── StorageError            the data folder cannot be read or written
└── MismatchError           the index was built by another model, or by another version of Pejl
"""


class IndexingError(Exception):
    """Base of all expected failures of the index; its message is shown to the operator as it is."""


class ModelError(IndexingError):
    """The embedding model cannot be unpacked or loaded."""


class StorageError(IndexingError):
    """The data folder cannot be read or written; what was there stays as it was."""


class MismatchError(IndexingError):
    """The index and the settings do not belong together; it is refused, not mended silently."""
