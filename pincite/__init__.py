"""The front door: settings, pipeline, commands. The only place where the packages meet."""
