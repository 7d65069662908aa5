# Everything is in make.py, so that Windows without make has the same: py make.py book
PYTHON ?= python3
.PHONY: setup book check test bench wheelhouse
setup book check test bench wheelhouse:
	@$(PYTHON) make.py $@ $(if $(LANGUAGE),LANGUAGE=$(LANGUAGE)) $(if $(TIER),TIER=$(TIER)) $(if $(WORKERS),WORKERS=$(WORKERS))
