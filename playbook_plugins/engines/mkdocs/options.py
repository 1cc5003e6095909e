"""The options of our plugins in `mkdocs.yml`: a misspelt one is an error, since what it was to say would be lost."""

from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError

from playbook_plugins.model.suggestions import did_you_mean


class Options(Config):
    """Options of which each is known."""

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        failed, warnings = super().validate()
        known = [name for name, _ in self._schema]
        there_are = f"There {'are' if len(known) > 1 else 'is'}: {', '.join(known)}."
        unknown = [name for name in self if name not in known]
        wrong = [(name, ValidationError(f"There is no such option. {did_you_mean(str(name), known, otherwise=there_are)}")) for name in unknown]
        return [*failed, *wrong], [(name, said) for name, said in warnings if name not in unknown]
