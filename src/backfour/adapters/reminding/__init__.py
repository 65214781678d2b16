"""How reminders leave this computer: push, mail and calendar; and the tick that sends them."""
