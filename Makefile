PYTHON ?= python3
.PHONY: site test prove serve picture reference lock
site test prove serve picture reference lock:
	@$(PYTHON) dev.py $@ $(ARGS)
