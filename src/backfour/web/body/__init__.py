"""My body: conditions and limits, asked once before the first plan."""
