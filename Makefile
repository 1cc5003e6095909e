PYTHON ?= python3
.PHONY: site test prove serve lock
site test prove serve lock:
	@$(PYTHON) dev.py $@ $(ARGS)
