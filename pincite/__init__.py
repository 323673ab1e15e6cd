"""The front door: settings, pipeline, commands. The only place where the packages meet."""

__version__ = "0.1.0"

__all__ = ["__version__"]
