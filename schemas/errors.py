"""Every error that Taizhang raises on purpose, below one root."""

from __future__ import annotations


class TaizhangError(Exception):
    """Root of all deliberate errors; `exit_code` is what the command line ends with."""

    exit_code = 70


class InputError(TaizhangError):
    """The input is at fault. `fault` is the one word that names the class of fault."""

    exit_code = 3
    fault = "not_readable"

    def __init__(self, message: str, *, fault: str | None = None) -> None:
        super().__init__(message)
        if fault is not None:
            self.fault = fault


class NotReadableError(InputError):
    """The path is missing, is no regular file, or may not be read."""


class EmptyInputError(InputError):
    """The file has no bytes, or no text at all."""

    fault = "empty"


class UnsupportedTypeError(InputError):
    """The bytes are of a type that no reader takes."""

    fault = "unsupported_type"


class CorruptInputError(InputError):
    """The file says what it is but cannot be parsed."""

    fault = "corrupt"


class EncryptedInputError(InputError):
    """The file is protected by a password."""

    fault = "encrypted"


class NoTextLayerError(InputError):
    """The PDF holds pictures of pages and no text."""

    fault = "no_text_layer"


class NotANoticeError(InputError):
    """The text is readable but is no notice: an error page, a list of links, binary noise."""

    fault = "not_a_notice"


class LimitExceededError(InputError):
    """The file is over one of the limits on size or nesting."""

    fault = "too_large"


class UsageError(TaizhangError):
    """The command was called wrongly."""

    exit_code = 2


class RuleError(TaizhangError):
    """Our own rule tables are at fault; raised when they are loaded."""


class StoreError(TaizhangError):
    """The ledger could not be opened, read or written."""

    exit_code = 4


class InvariantError(TaizhangError):
    """A promise of this program is broken, e.g. a quote and its span disagree."""
