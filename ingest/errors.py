"""What can go wrong while reading in.

IngestError                 what happened and what to do, in one sentence that names the file
├── CatalogError            the catalog itself is wrong (missing file, wrong checksum, unknown key)
├── UnreadableError         one file cannot be read (empty, binary, broken, unknown kind)
├── FetchError              a law cannot be fetched (no network, a wrong address)
└── DraftError              no questions can be drafted (no model, an unknown publication)
"""


class IngestError(Exception):
    """Base of all expected failures of reading in; its message is shown to the operator as it is."""


class CatalogError(IngestError):
    """The catalog names something that is not so; nothing of it is read in."""


class UnreadableError(IngestError):
    """This one file cannot be read; others can be read all the same."""


class FetchError(IngestError):
    """A law was asked for over the network and did not come; a file of it can be read in all the same."""


class DraftError(IngestError):
    """Questions could not be drafted, or not for all paragraphs; what was drafted is kept."""
