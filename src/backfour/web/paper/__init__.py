"""On paper: the handout with its tick sheet, and the report for a doctor."""
