PYTHON ?= python3
.PHONY: site test serve lock
site test serve lock:
	@$(PYTHON) dev.py $@ $(ARGS)
