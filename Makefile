PYTHON ?= python3
.PHONY: site test rehearse prove serve picture reference lock engines
site test rehearse prove serve picture reference lock engines:
	@$(PYTHON) dev.py $@ $(ARGS)
