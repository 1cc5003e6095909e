"""What a playbook asks of people as time goes by, and where the list of it is kept."""
