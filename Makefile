PYTHON ?= python3
.PHONY: site test rehearse prove serve picture reference lock engines bench bench-full
site test rehearse prove serve picture reference lock engines bench bench-full:
	@$(PYTHON) dev.py $@ $(ARGS)
