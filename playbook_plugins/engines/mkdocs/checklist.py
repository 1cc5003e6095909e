"""The plugin `checklist`: says what the checklist found, and stops a build that must not be published."""

import logging

from mkdocs.config import config_options as options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from playbook_plugins.engines.mkdocs.options import Options
from playbook_plugins.model.finding import Finding, Level

log = get_plugin_logger("playbook")

LEVELS = {Level.ERROR: logging.ERROR, Level.WARNING: logging.WARNING, Level.ADVICE: logging.INFO}


class ChecklistConfig(Options):
    """What can be said about the plugin in `mkdocs.yml`; levels and profiles are set in `playbook.yml`."""

    enabled = options.Type(bool, default=True)
    """Whether findings are reported and errors stop a build; what would let internal matter out always does."""


class ChecklistPlugin(BasePlugin[ChecklistConfig]):
    """Reports what the playbook plugin's one reading found."""

    # Late: the playbook has been read by then, wherever the two stand in mkdocs.yml; and nothing is emptied yet.
    @event_priority(-50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if not self.config.enabled:
            return config
        playbook = config.plugins.get("playbook")
        if playbook is None:
            raise PluginError("The checklist plugin needs the playbook plugin: name both under `plugins`.")
        # A warning that counts would end `mkdocs serve --strict`; there it is said without being counted.
        quiet = playbook.serving and config.strict
        for finding in playbook.findings:
            # `--strict` stops at whatever is logged as a warning, and time alone never stops publishing
            log.log(logging.INFO if quiet or finding.by_time else LEVELS[finding.level], said(finding))
        errors = sum(finding.level is Level.ERROR for finding in playbook.findings)
        if errors and not playbook.serving:
            raise PluginError(f"The checklist found {errors} error{'s' * (errors > 1)}: nothing was built.")
        return config


def said(finding: Finding) -> str:
    """A finding with what to write instead."""
    return f"{finding}\n    help: {finding.help}" if finding.help else str(finding)
