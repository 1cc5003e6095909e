"""What is left for the owner to set at the host, once the files lie there: nothing of it can be written into a file."""

from playbook_plugins.hosts.flavour import Checks, Flavour, Host, Inside


def afterwards(flavour: Flavour) -> tuple[str, ...]:
    """A sentence or two a place, in the order in which they are done."""
    return tuple(dict.fromkeys((*_public(flavour), *_internal(flavour), *_nightly(flavour))))


def _public(flavour: Flavour) -> tuple[str, ...]:
    match flavour.host:
        case Host.GITHUB:
            return ("On GitHub, under Settings, Pages: choose the source “GitHub Actions”. For a private repository that needs a plan that is paid for; without one, `--host netlify` or `--host cloudflare`.",)
        case Host.GITLAB:
            return ("On GitLab, under Settings, General, Visibility: let everyone see Pages. The internal site never goes there.",)
        case Host.NETLIFY:
            return ("On Netlify: add this repository as a new site. `netlify.toml` says the rest.",)
        case Host.CLOUDFLARE:
            return (
                f"On Cloudflare: make a Pages project for the public site, by direct upload, and keep its name as the variable PLAYBOOK_PUBLIC_PROJECT of the {_repository(flavour)}.",
                _keys(flavour, "public-site"),
            )


def _internal(flavour: Flavour) -> tuple[str, ...]:
    match flavour.inside:
        case Inside.ARTIFACT:
            return ("Keep the repository private. The internal site is then a file beside each run, for its members alone.",)
        case Inside.PAGES:
            return (
                "Keep the project private. On GitLab, under Settings, General, Visibility: let only project members see Pages.",
                "After the first run, open the address of its Pages in a private window. If you are asked to sign in, keep that address as the variable PLAYBOOK_INTERNAL_ADDRESS; nothing internal goes up before.",
            )
        case Inside.CLOUDFLARE:
            return (
                "On Cloudflare: make a Pages project for the internal site alone, by direct upload, with Cloudflare Access before all its addresses, NAME.pages.dev and *.NAME.pages.dev.",
                f"Keep its name as the variable PLAYBOOK_INTERNAL_PROJECT of the {_repository(flavour)}, and all its addresses, https://NAME.pages.dev first and a blank between, as PLAYBOOK_INTERNAL_ADDRESS. Where a stranger is not asked to sign in at each, nothing goes up.",
                _keys(flavour, "internal-site"),
            )
        case Inside.NONE:
            return ()


def _keys(flavour: Flavour, environment: str) -> str:
    place = f"of the repository's environment `{environment}`" if flavour.checks is Checks.GITHUB else "among the project's CI/CD variables, the token masked"
    return f"Make a token there that may edit Pages and nothing else. Keep it as the secret CLOUDFLARE_API_TOKEN, and the account as the variable CLOUDFLARE_ACCOUNT_ID, {place}."


def _repository(flavour: Flavour) -> str:
    return "repository" if flavour.checks is Checks.GITHUB else "project"


def _nightly(flavour: Flavour) -> tuple[str, ...]:
    if flavour.checks is Checks.GITLAB:
        return ("On GitLab, under Build, Pipeline schedules: one a night. With PLAYBOOK_TOKEN, a project token that may write issues, one issue keeps the list.",)
    return ()
