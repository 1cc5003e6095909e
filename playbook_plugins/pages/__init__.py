"""The model goes in, pages for one audience come out; `release` is the only door."""
