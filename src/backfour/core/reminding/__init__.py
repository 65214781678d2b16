"""When a person is reminded, and when rather not: days, minutes and reasons, no clock and no zone."""
