# The few commands that people need. `make setup` once, then the others.
PY = .venv/bin/python

setup:            ## virtual environment with everything for development
	python3 -m venv .venv && $(PY) -m pip install -q -e '.[dev]'
test:             ## all tests, two at a time
	$(PY) -m pytest -n 2
lint:             ## format, lint, types, arrows
	$(PY) -m ruff format --check . && $(PY) -m ruff check . && $(PY) -m mypy && .venv/bin/lint-imports
docs:             ## write the generated pages anew
	$(PY) -m pincite.reference

.PHONY: setup test lint docs
