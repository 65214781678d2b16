"""A bad day: said from anywhere, met with a smaller plan and kinder words."""
