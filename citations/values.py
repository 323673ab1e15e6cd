"""Values that are made by the thousand while a letter is read.

Rules kept here:
- The type checker holds them frozen, as the model's are; at run time nothing does. A frozen
  dataclass sets every field through `object.__setattr__` and takes eight times as long to make:
  that was an eighth of the time of a whole letter (Python 3.11).
- They stay inside this package. What leaves it is the model's, and frozen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[_T]) -> type[_T]:
    """A slotted dataclass that nothing changes after it is made."""
    return dataclass(slots=True)(cls)
