"""Settings: name, country, letters, voice, tones, order and pace."""
