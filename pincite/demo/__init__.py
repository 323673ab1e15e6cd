"""A small web on loopback, letters that cite it, and the world that they make together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .world import DemoWorld, demo_world

__all__ = ["DemoWorld", "demo_world"]


def __getattr__(name: str) -> Any:
    """Load the world only when it is wanted."""
    if name in __all__:
        from . import world

        return getattr(world, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
