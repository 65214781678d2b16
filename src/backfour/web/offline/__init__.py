"""What makes the pages installable and lets them open without connection."""
