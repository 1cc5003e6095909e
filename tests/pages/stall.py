"""A small playbook for staff, with something in it of every sort that may be taken along, and of what may not."""

FILES = {
    "playbook.yml": (
        "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
        "home:\n  pinned: [wrong, gone]\nchecklist:\n  private_names: [Marmaduke]\n"
    ),
    "policies/wrong.md": (
        "---\ntopic: recovery\nthey_leave_feeling: heard\nalso_said: [it leaks, it sank]\nowner: guide\nreviewed: 2026-11-01\nprinciples: [rivers, gone]\n---\n"
        "# It *went* wrong\n\nBecause [rivers](../principles/rivers.md) forgive.\n\n## You notice\n\n- Wet shoes.\n\n"
        "## What to do\n\n1. **Listen** first.\n2. Fetch a towel.\n3. **Refill**: the [flask](../pages/flask.md).\n\n"
        "## What to say\n\n> I am sorry, [name].\n>\n> What would put it right, [name], by [day]?\n\n"
        "## Don't\n\n> Don't make such a fuss.\n\n- No arguing.\n\n## After they have gone\n\n- **Write down** what it was.\n\n"
        "## When to stop\n\nAt night.\n\n> I end this here. Good night.\n\n## Our own heading\n\nLast words.\n"
    ),
    "policies/draft.md": "---\nstatus: draft\ntopic: honesty\nthey_leave_feeling: fine\n---\n# Half-baked\n\n## What to say\n\n> Halfwords.\n",
    "policies/wrong.pl.md": "---\ntopic: recovery\nthey_leave_feeling: lepiej\n---\n# Źle poszło\n\n## Co zrobić\n\n1. **Wysłuchaj**.\n\n## Co powiedzieć\n\n> Przepraszam, [imię].\n\n## Nigdy\n\n- Nie.\n",
    "scripts/sorry.md": (
        "---\nof: wrong\nchannel: email\nhow_often: once\ncounts: no\n---\n# A letter\n\n> Dear [name],\n>\n> - the first thing\n> - the second\n>\n> = yours\n\n"
        "## Notes\n\nSend it before noon.\n\n> Never read this out.\n"
    ),
    "scripts/boat.md": "---\nof: gone\nchannel: sms\n---\n# Łódź\n\n> =cmd|' /C calc'!A0\n",
    "scenarios/leak.md": "---\nof: wrong\nchoices:\n  - {say: I am sorry, why: It is heard, best: yes}\n  - {say: So what, why: It hurts}\n---\n# The leak\n\n## What happened\n\nWater came in.\n",
    "roles/guide.md": "---\nmay_spend: 20\nmay_take: 1 hour\nreach: ring 12\n---\n# Guide\n",
    "roles/owner.md": "---\nmay_spend: no limit\nmay_spend_a_month: 40.50\n---\n# Owner\n",
    "gestures.md": "# Gestures\n\n| What | Costs | Takes | Good when |\n| --- | --- | --- | --- |\n| A flask of **tea** | £1 | 5 minutes | It rains |\n",
    "promises/heard.md": "---\nkept_by: {wrong: listen}\nwithin: 1 day\n---\n# You are heard\n\nBy a person.\n",
    "promises/unkept.md": "---\nkept_by: {nowhere: listen}\n---\n# You get wings\n",
    "principles/rivers.md": "# Rivers forgive\n\nSo do people.\n\n![A map](map.png)\n",
    "principles/map.png": b"\x89PNG\r\n\x1a\nnot much of a picture",
    "pages/flask.md": "# The flask\n\n| Where | When |\n| --- | --- |\n| Shed | Dawn |\n\n## It is empty\n\nSee [wrong](../policies/wrong.md#what-to-say), [the leak](../scenarios/leak.md), [ours](../fit.md), [a draft](../policies/draft.md), [below](#it-is-empty) and [a shop](https://tea.example/).\n",
    "lessons.md": "# Lessons\n\n| When | What | Why | What we change | Who | Done |\n| --- | --- | --- | --- | --- | --- |\n| May | A leak | Promise | Towels | guide | no |\n",
    "money.md": "---\nmake_it_right: 900\nmake_it_right_hours: 4\nmarketing: 9100\nusual_sale: 61\ntimes_a_year: 3\nyears: 7\nmargin: 0.37\nperiod: month\n---\n# Our money\n\nIt is set aside.\n",
}
