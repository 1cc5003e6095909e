PYTHON ?= python3
.PHONY: site test prove serve picture reference lock engines
site test prove serve picture reference lock engines:
	@$(PYTHON) dev.py $@ $(ARGS)
