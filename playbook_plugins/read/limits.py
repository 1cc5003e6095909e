"""How much is read of what an owner writes: far more than anybody needs, and little enough for any computer.

What is beyond a limit is a finding that names it. `docs/writing/limits.md`
shows them all, and a test holds it to what stands here.
"""

SIZE_LIMIT = 256 * 1024
"""Bytes of one source file that are read."""
LINE_LIMIT = 10_000
"""Characters of one line that are read."""
FRONT_MATTER_LIMIT = 8 * 1024
"""Characters of the lines at the top of a document."""
SETTINGS_LIMIT = 64 * 1024
"""Characters of `playbook.yml` that are read."""
DEPTH_LIMIT = 12
"""How deep values may be nested, there and at the top of a document."""
DOCUMENTS_LIMIT = 10_000
"""Documents of one playbook, with the pages written by hand."""
TOTAL_LIMIT = 64 * 1024 * 1024
"""Bytes of all of them together."""
NESTING_LIMIT = 10
"""How many lists and quotes may stand in one another."""
PARAGRAPH_LIMIT = 5_000
"""Characters of one paragraph, list entry or cell; engines look at a paragraph as a whole, many times over."""
OPEN_LIMIT = 10
"""Square brackets that may be open at one place: each of them is looked for to the paragraph's end."""
MARKS_LIMIT = 200
"""Groups of asterisks, underlines, tildes and backticks in one paragraph."""
HEADINGS_LIMIT = 500
"""Headings of one document."""
ITEMS_LIMIT = 10_000
"""Entries of all the lists of one document, its steps among them."""
EMPTY_LIMIT = 100
"""Entries of them that hold nothing, which engines go through again for each of the others."""
CELLS_LIMIT = 10_000
"""Cells of all the tables of one document."""
LINKS_LIMIT = 2_000
"""Links and pictures of one document."""
