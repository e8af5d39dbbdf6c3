"""Every error that Taizhang raises on purpose, below one root."""

from __future__ import annotations

from schemas.vocab import FaultClass


class TaizhangError(Exception):
    """Root of all deliberate errors; `exit_code` is what the command line ends with."""

    exit_code = 70


class InputError(TaizhangError):
    """The input is at fault: `fault` is the class, `path` the file or folder where the message does not follow its name."""

    exit_code = 3
    fault: FaultClass = FaultClass.NOT_READABLE

    def __init__(self, message: str, *, fault: FaultClass | None = None, path: str = "") -> None:
        super().__init__(message)
        self.path = path
        if fault is not None:
            self.fault = fault


class NotReadableError(InputError):
    """The path is missing, is no regular file, or may not be read."""


class EmptyInputError(InputError):
    """The file has no bytes, or nothing but blanks; the folder has no files."""

    fault = FaultClass.EMPTY


class UnsupportedTypeError(InputError):
    """The bytes are of a known type that no reader takes."""

    fault = FaultClass.UNSUPPORTED_TYPE


class NotTextError(InputError):
    """The bytes are of no known type, and are no text."""

    fault = FaultClass.NOT_TEXT


class UnknownEncodingError(InputError):
    """The bytes may be text, but of no encoding that gives Chinese."""

    fault = FaultClass.UNKNOWN_ENCODING


class CorruptInputError(InputError):
    """The file says what it is but cannot be parsed."""

    fault = FaultClass.CORRUPT


class ForbiddenXmlError(InputError):
    """An XML part declares a document type or an entity."""

    fault = FaultClass.FORBIDDEN_XML


class EncryptedInputError(InputError):
    """The file is protected by a password."""

    fault = FaultClass.ENCRYPTED


class NoTextError(InputError):
    """The file is sound and holds no text at all."""

    fault = FaultClass.NO_TEXT


class NoTextLayerError(InputError):
    """The pages are pictures, without text behind them."""

    fault = FaultClass.NO_TEXT_LAYER


class UnreadableTextError(InputError):
    """There is a text layer, but its glyphs have no characters behind them."""

    fault = FaultClass.UNREADABLE_TEXT


class NotANoticeError(InputError):
    """The text is readable but is no notice: an error page, a list of links, another language."""

    fault = FaultClass.NOT_A_NOTICE


class LimitExceededError(InputError):
    """The file is over one of the limits on size or nesting."""

    fault = FaultClass.TOO_LARGE


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
