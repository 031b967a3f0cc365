# Everything happens in .venv, made by .ci/environment from pyproject.toml and constraints.txt.
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.SUFFIXES:
.PHONY: help run test index environment browser format lint types corpus tests evaluate learn bench public fuzz lock fix clean

PORT ?= 8501
PYTHON ?=
export PYTHON
# Nothing is fetched or reported when the product runs: packages are all it needs.
HF_HUB_OFFLINE ?= 1
export HF_HUB_OFFLINE
export ANONYMIZED_TELEMETRY := False
export ORT_DISABLE_TELEMETRY := 1
export STREAMLIT_BROWSER_GATHER_USAGE_STATS := false

python := .venv/bin/python
say = @printf '\n\033[1m%s\033[0m\n'

help: ## affiche cette aide
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' Makefile | while IFS='	' read -r name what; do printf 'make %-10s %s\n' "$$name" "$$what"; done

run: index ## installe ce qui manque, met l'index à jour et ouvre l'assistant sur http://localhost:8501
	@$(python) -c 'import socket; socket.create_server(("localhost", $(PORT))).close()' 2>/dev/null || \
	{ echo "Le port $(PORT) est déjà pris, peut-être par l'assistant lui-même. Pour un autre : make run PORT=8502" >&2; exit 1; }
	$(say) "L'assistant répond sur http://localhost:$(PORT) (Ctrl+C pour l'arrêter)"
	@exec $(python) -m streamlit run app.py --server.port $(PORT) --server.address localhost --server.headless true

test: format lint types corpus index browser tests ## vérifie tout : mise en forme, style, types, corpus, tests

index: environment ## prépare le modèle d'embedding et met l'index à jour
	$(say) "Modèle d'embedding"
	@$(python) -m ingest model
	$(say) "Index du corpus"
	@$(python) -m ingest build || [ $$? -eq 1 ]

environment:
	@.ci/environment

format: environment
	$(say) "Mise en forme"
	@$(python) -m ruff format --check .

lint: environment
	$(say) "Style"
	@$(python) -m ruff check .

types: environment
	$(say) "Types"
	@$(python) -m mypy

corpus: environment
	$(say) "Corpus"
	@$(python) -m ingest check

browser:
	@command -v chromium chromium-browser google-chrome >/dev/null || \
	if [ "$(CI)" = true ]; then echo "Chromium est absent : les tests de navigateur ne peuvent pas être joués." >&2; exit 1; \
	else echo "Chromium est absent : les tests de navigateur seront comptés comme ignorés (skipped)."; fi

tests: environment
	$(say) "Tests"
# One process a core: threads of its own would make each wait for the others.
	@OPENBLAS_NUM_THREADS=1 $(python) -m pytest --numprocesses auto --dist loadfile

evaluate: index ## mesure l'assistant sur les questions de référence, à côté d'autres systèmes
	@$(python) -m assistant evaluate

learn: index ## apprend de tune, des quasi-réponses et des projets racontés ce qui classe et ce dont on est sûr
	@$(python) -m assistant evaluate learn

bench: index ## mesure la vitesse et la mémoire, à côté d'une chaîne LangChain ordinaire
	@$(python) -m tests.bench

public: index ## mesure le classement et les réponses sur 269 fiches du ministère du Travail, prises avec npm
	@$(python) -m tests.public

fuzz: environment ## ouvre pendant dix minutes des fichiers abîmés par chaque lecteur : aucun ne doit s'arrêter
	@$(python) -m tests.fuzz

lock: environment ## fige dans constraints.txt les versions que pyproject.toml demande
	@.ci/lock

fix: environment ## met le code en forme et corrige ce qui peut l'être
	@$(python) -m ruff check --fix . ; $(python) -m ruff format .

clean: ## efface l'environnement, le modèle et l'index (make run les refait)
	rm -rf .venv .models corpus/.index tests/public/.sheets .mypy_cache .ruff_cache .pytest_cache
