"""When a person is reminded, and when rather not: days, minutes, reasons; no clock, no zone."""
