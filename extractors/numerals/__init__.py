"""Numbers: Arabic digits, Chinese and financial numerals, fractions in words."""

from __future__ import annotations

from extractors.numerals.rules import CHINESE, DIGITS, DIMENSION, parse_number, unfold_magnitude

__all__ = ["CHINESE", "DIGITS", "DIMENSION", "parse_number", "unfold_magnitude"]
