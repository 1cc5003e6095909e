"""From a release to a published folder: build beside it, audit, swap."""
