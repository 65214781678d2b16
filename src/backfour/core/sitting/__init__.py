"""The golden rule of sitting (clinical-spec 6): bouts, the mode of the day, breaks, slumps."""
