"""Today: one headline, one main action, and why the plan is as it is."""
