"""Back Four: four movements and one sitting rule for a stiff low back after 50."""

__version__ = "0.1.0"
