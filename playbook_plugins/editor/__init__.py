"""What an editor shows while one types: findings, what a line means, what may stand there, and mends."""
