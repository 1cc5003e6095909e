"""Invented handbooks, in the forms that people's programs write."""

from collections.abc import Mapping

_HEX = "0123456789abcdef0123456789abcdef"

HANDBOOKS: Mapping[str, Mapping[str, str]] = {
    "notion": {
        f"Quay Kayaks {_HEX}.md": f"# Quay Kayaks\n\n[Complaints](Quay%20Kayaks%20{_HEX}/Complaints%20{_HEX[::-1]}.md)\n\n<aside>\n💡 Read this on your first day.\n\n</aside>\n\n[Boats](Quay%20Kayaks%20{_HEX}/Boats%20{_HEX[8:]}{_HEX[:8]}.csv)\n",
        f"Quay Kayaks {_HEX}/Complaints {_HEX[::-1]}.md": "# Complaints from customers\n\nOwner: Dock team\nStatus: Done\n\n## Process\n\n1. **Listen** until they have finished.\n2. **Say sorry** for what went wrong.\n    - once is enough\n3. Put it right on the same day.\n\n## Things to avoid\n\n- No excuses about the weather.\n\n> “I am sorry that your boat leaked.”\n\n![Untitled](Complaints/Untitled.png)\n",
        f"Quay Kayaks {_HEX}/Boats {_HEX[8:]}{_HEX[:8]}.csv": "Name,Seats,Note\nHeron,1,\"dry, light\"\nOtter,2,a | b\n",
        f"Quay Kayaks {_HEX}/Boats {_HEX[8:]}{_HEX[:8]}_all.csv": "Name,Seats,Note\nHeron,1,\"dry, light\"\nOtter,2,a | b\nTeal,1,sold\n",
    },
    "google docs": {
        "Handbook.md": "# **Quay Kayaks handbook**\n\n**Welcoming customers**\n\nLook up\\. Smile\\! It costs nothing \\- really\\.\n\n* **Greet** them by name\n* Ask what they need\n\n**When it rains**\n\nWe move the tour \\(free of charge\\)\\.\n\n![][image1]\n\n[image1]: <data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==>\n",
    },
    "mkdocs": {
        "mkdocs.yml": "site_name: Quay Kayaks\ndocs_dir: docs\nnav:\n  - Start: index.md\n  - Customers:\n      - When a tour is late: customers/late.md\n      - customers/words.md\nmarkdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n",
        "docs/index.md": "---\nhide:\n  - navigation\nauthor: the dock team\n---\nWelcome. See [what to do when a tour is late](customers/late.md#steps){ .md-button } and [the words](customers/words/).\n",
        "docs/customers/late.md": "!!! warning \"Ring first\"\n    Never let customers wait at the quay.\n\n    - Ring them\n    - Ring again\n\n## What we do { #steps }\n\n1. Ring every customer.\n2. Offer another day or the money back, for each customer.\n\n???+ note\n    Keep a list:\n\n    ```sh\n    echo late >> list\n    ```\n\n=== \"By phone\"\n\n    Say who you are.\n\n=== \"By text\"\n\n    Keep it short.\n\nAfter that[^1].\n\n[^1]: See the rota.\n",
        "docs/customers/words.md": "# Words for customers\n\n| When | Words |\n| --- | --- |\n| late | “We are **late**.” |\n\n```yaml\n# a comment\nkey: value\n```\n",
    },
    "github wiki": {
        "Home.md": "Welcome to the wiki. Begin with [[Handling Complaints]], then [[Opening the hut]].\n\nThere is no [[Missing page]] yet.\n",
        "Handling-Complaints.md": "Customers who complain do us a favour.\n\n#What to do\n\n* Listen to the customer\n* Thank the customer\n\n#What not to do\n\n* Never argue with a customer\n",
        "Opening-the-hut.md": "Opening\n=======\n\nFirst light\n-----------\n\n- [ ] Unlock\n- [x] Kettle\n\n> [!NOTE]\n> The kettle is old.\n\nFirst light\n-----------\n\nAgain.\n",
        "_Sidebar.md": "- [Home](Home)\n- [Opening](Opening-the-hut)\n",
    },
    "jekyll": {
        "index.md": "---\nlayout: page\ntitle: \"Values: what we stand for\"\npermalink: /values/\ntags: [team, quay]\n---\n{% include nav.html %}\n\n# Kindness\n\nSee [refunds]({{ site.baseurl }}/refunds/) and [the same]({% link refunds.md %}).{:target=\"_blank\"}\n\n# Kindness\n\nTwice. {% alert %}Mind the step.{% endalert %}\n",
        "refunds.md": "---\ntitle: Refunds for customers\nredirect_from:\n  - /money-back/\n---\n\n<h2>How it works</h2>\n<ul class=\"wide\">\n  <li>Ask the <b>customer</b> what happened,\n      and <a href=\"index.md\">be kind</a></li>\n  <li>Refund\n    <ol><li>card</li><li>cash</li></ol>\n  </li>\n</ul>\n\n<table><tr><th>What</th><th>Days</th></tr>\n<tr><td>tour &amp; boat</td><td>3</td></tr></table>\n\n<script>track(\"page\");</script>\n\n<!-- ask Ola about cash -->\n\nWrite to <name> at once.<br>Then wait.\n\n[home][1] and [gone](/nowhere/)\n\n[1]: index.md \"Start\"\n",
    },
    "odd": {
        "empty.md": "",
        "spaces.md": " \n\n\t\n",
        "top-only.md": "---\ntitle: Nothing else\n---\n",
        "several.md": "# One\n\na\n\n# Two\n\nb\n\n# Three\n\nc\n",
        "deep.md": "".join(f"{'  ' * depth}- level {depth}\n" for depth in range(14)) + "\nafter\n",
        "low.md": "#### Low\n\ntext\n\n##### Lower\n\nmore\n",
        "quoted.md": "> " * 12 + "far in\n\nout again\n",
        "conflict.md": "<<<<<<< ours\nHello\n=======\nGood day\n>>>>>>> theirs\n",
        "long-line.md": "word " * 4_000 + "end\n",
        "long.md": "".join(f"## Part {number}\n\n{'A sentence for the page. ' * 30}\n\n" for number in range(400)),
        "marks.md": "*a* " * 300 + "\n",
        "brackets.md": "[" * 40 + "in\n",
        "tags.txt": "Use <code>x < y</code> and <unknown thing> & more &amp; so on.\n",
        "index/index.md": "# A folder called index\n",
        "Ünïcode näme (1).md": "# Grüße\n\nZażółć gęślą jaźń.\n",
        "con.md": "# A device\n",
        "toml.md": "+++\ntitle = \"From Hugo\"\nweight = 3\n+++\n\nText.\n",
        "unclosed.md": "<ul><li>one<li>two\n\n# After\n\n<b>bold\n\nlast <!-- never closed\n\nline\n",
    },
}
