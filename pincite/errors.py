"""The exceptions of the front door. Every message is one line, fit for a person.

    PinciteError            exit 3: the run could not be done or finished
    └── UsageError          exit 2: the command line or a path is wrong
        └── SettingsError   exit 2: pincite.toml, pyproject.toml or the environment is wrong

ReadError (citations), CrawlError (checker) and StoreError (results) are the lower packages' own;
the command line maps them to exit 3.
"""


class PinciteError(Exception):
    """The run could not be done or finished."""


class UsageError(PinciteError):
    """The command line asks for something that does not exist."""


class SettingsError(UsageError):
    """A setting is unknown, has the wrong type, or cannot be."""
