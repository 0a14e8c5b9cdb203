# `make` alone lists what there is. Everything works in a fresh clone: what is missing is set up first.
.POSIX:
.SUFFIXES:
.PHONY: help setup maps figures docs test coverage test-lowest test-newest bench lock clean

STAMP = .venv/.installed
DOCS_STAMP = .venv/.installed-docs
EACH_BLOC = for file in geo/data/blocs/*/bloc.toml; do bloc=$$(basename "$$(dirname "$$file")");

help:
	@echo "make setup        what all the others need, into .venv"
	@echo "make maps         build every shipped map into output/"
	@echo "make figures      the same with PNG, SVG and PDF figures"
	@echo "make docs         the documentation as a site into build/docs/site"
	@echo "make test         lint, types and every test, the browser's included"
	@echo "make coverage     how much of the code the tests run, told and not judged"
	@echo "make test-lowest  the tests with the lowest versions that pyproject.toml allows"
	@echo "make test-newest  the tests with the newest versions there are"
	@echo "make bench        measure pages and builds beside other tools' (BENCH='--only routes' for one topic)"
	@echo "make lock         renew requirements.txt from pyproject.toml (needs uv)"
	@echo "make clean        remove what was made: .venv, output, caches"

$(STAMP): requirements.txt pyproject.toml scripts/setup
	@scripts/setup
	@touch $(STAMP)

setup: $(DOCS_STAMP)

maps: $(STAMP)
	@$(EACH_BLOC) .venv/bin/blocmap build "$$bloc" --out output || exit; done

figures: $(STAMP)
	@$(EACH_BLOC) .venv/bin/blocmap build "$$bloc" --out output --figures || exit; done

$(DOCS_STAMP): $(STAMP) requirements-docs.txt
	@scripts/setup requirements-docs.txt
	@touch $(DOCS_STAMP)

docs: $(DOCS_STAMP)
	@.venv/bin/python -m scripts.make_docs

test: $(STAMP)
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check --quiet geo layers tests scripts
	@.venv/bin/mypy
	@scripts/lint_front_end
	@CHROMIUM=$$(.venv/bin/python scripts/find_chromium.py --install) || exit; export CHROMIUM; \
		PYTHONDONTWRITEBYTECODE= .venv/bin/pytest -q -n 2 --dist worksteal

coverage: $(STAMP)
	@CHROMIUM=$$(.venv/bin/python scripts/find_chromium.py --install) || exit; export CHROMIUM; \
		PYTHONDONTWRITEBYTECODE= .venv/bin/pytest -q -n 2 --dist worksteal --cov --cov-report=term:skip-covered && \
		.venv/bin/python -m scripts.front_end_coverage

test-lowest test-newest: $(STAMP)
	@CHROMIUM=$$(.venv/bin/python scripts/find_chromium.py --install) || exit; export CHROMIUM; \
		scripts/test_versions $(@:test-%=%) -n 2 --dist worksteal

bench: $(STAMP)
	@scripts/setup requirements-bench.txt
	@if command -v npm >/dev/null 2>&1; then cd scripts/lighthouse && { [ -d node_modules ] || npm ci --silent; }; fi
	@CHROMIUM=$$(.venv/bin/python scripts/find_chromium.py --install) || exit; export CHROMIUM; \
		.venv/bin/python -m scripts.bench $(BENCH)

lock:
	@uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --upgrade --quiet \
		--generate-hashes --no-header --no-emit-index-url --no-emit-find-links --output-file requirements.txt
	@uv pip compile pyproject.toml --group docs --universal --python-version 3.11 --quiet --constraint requirements.txt \
		--generate-hashes --no-header --no-emit-index-url --no-emit-find-links --output-file requirements-docs.txt
	@uv pip compile pyproject.toml --group bench --universal --python-version 3.11 --quiet --constraint requirements.txt \
		--generate-hashes --no-header --no-emit-index-url --no-emit-find-links --output-file requirements-bench.txt

clean:
	@rm -rf .venv scripts/front_end/node_modules scripts/folium_plugins/node_modules scripts/lighthouse/node_modules .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist tests/screenshots *.egg-info
	@find output -mindepth 1 ! -name README.md -delete
	@find geo layers scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +
