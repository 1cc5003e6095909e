"""The hosts, played on this machine: their workflows, their repositories and their programming interfaces."""
