"""What a host of repositories and of sites is told to do on every edit: its files, written from templates."""
