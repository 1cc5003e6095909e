"""What is said of a site's file that is heavy for a phone."""

from playbook_plugins.model.page import Audience, Release


def heavy(released: Release) -> str:
    """Where the playbook for a pocket has no room for every text, that it is so, and which texts take it."""
    if released.audience is not Audience.INTERNAL:
        return ""
    from playbook_plugins.pages.takeaway import pocket

    content = next((asset.content for asset in released.assets if asset.path == pocket.PATH), None)
    if content is None or not (short := pocket.left_out(released.pages, content)):
        return ""
    texts = ", ".join(f"{page.source} ({size(len(page.body.encode('utf-8')))})" for page in pocket.longest(released.pages))
    advice = f" The longest texts: {texts}. Shorten them, or keep what nobody needs on the spot elsewhere." if texts else ""
    return f"{pocket.PATH} holds all but {len(short)} of {pocket.count(released.pages)} texts, what is needed most first: above {pocket.LIMIT // 1_000_000} MB it would open slowly on a phone. The site has them all.{advice}"


def size(count: int) -> str:
    """So many bytes as people read them: `473 kB`, `2.1 MB`."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{-(-count // 1000)} kB"
