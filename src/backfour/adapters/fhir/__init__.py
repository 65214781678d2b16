"""The account of a person as FHIR R4, for the systems of a practice or a hospital (ADR 0015)."""
