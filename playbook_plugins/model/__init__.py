"""What things are: documents, places, findings, settings, and the playbook that holds them."""
