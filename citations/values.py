"""Values that are made by the thousand while a letter is read.

Rules kept here:
- The type checker holds them frozen, as the model's are; at run time nothing does. A frozen
  dataclass sets every field through `object.__setattr__` and takes eight times as long to make:
  that was an eighth of the time of a whole letter (Python 3.11).
- They stay inside this package. What leaves it is the model's, and frozen at run time, too; it is
  made in two fifths of the time of a frozen dataclass, by one call a field instead of a search.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[_T]) -> type[_T]:
    """A slotted dataclass that nothing changes after it is made."""
    return dataclass(slots=True)(cls)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_T]) -> type[_T]:
    """A slotted dataclass that nothing can change after it is made.

    A default must be a value itself: one that is made for each object is not known here.
    """
    made = dataclass(frozen=True, slots=True, init=False)(cls)
    setattr(made, "__init__", _init_of(made))  # noqa: B010 - mypy lets no one assign it
    return made


def _init_of(made: Any) -> Any:
    """An `__init__` that sets the slots of a class through their own descriptors.

    It is compiled from text, as that of every dataclass.
    """
    known: dict[str, Any] = {}
    parameters, lines = ["self"], []
    for each in fields(made):
        name = each.name
        known[f"_set_{name}"] = vars(made)[name].__set__
        known[f"_default_{name}"] = each.default
        parameters.append(name if each.default is MISSING else f"{name}=_default_{name}")
        lines.append(f" _set_{name}(self, {name})")
    text = "\n".join([f"def __init__({', '.join(parameters)}):", *lines])
    exec(text, known)  # noqa: S102 - the names are those of our own fields
    init = known["__init__"]
    init.__annotations__ = {each.name: each.type for each in fields(made)} | {"return": None}
    init.__module__ = made.__module__
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init
