"""Stands in for `npx wrangler`, as far as it sends a finished folder to Cloudflare Pages: it goes to the project's place on this machine.

    npx.py WEB --yes wrangler@VERSION pages deploy DIR --project-name NAME --branch BRANCH
"""

import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from tests.rehearsal.web import Web

PRODUCTION = "main"


def main(web: Path, *words: str) -> None:
    match words:
        case ("--yes", tool, "pages", "deploy", folder, "--project-name", project, "--branch", branch) if re.fullmatch(r"wrangler@\d+\.\d+\.\d+", tool):
            pass
        case _:
            sys.exit(f"npx, in the rehearsal, cannot take: {' '.join(words)}")
    for name in ("CLOUDFLARE_API_TOKEN", "CLOUDFLARE_ACCOUNT_ID"):
        if not os.environ.get(name):
            sys.exit(f"In a non-interactive environment, it's necessary to set a {name} environment variable for wrangler to work.")
    if not re.fullmatch(r"[a-z0-9-]+", project):
        sys.exit("Must specify a project name.")
    if not Path(folder).is_dir():
        sys.exit(f"ENOENT: no such file or directory, scandir '{folder}'")
    Web(web).publish(project if branch == PRODUCTION else f"{project}.{branch}", Path(folder))
    print("Deployment complete!")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
