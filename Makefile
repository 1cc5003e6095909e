PYTHON ?= python3
.PHONY: site test prove serve picture lock
site test prove serve picture lock:
	@$(PYTHON) dev.py $@ $(ARGS)
