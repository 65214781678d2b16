"""The pages a person sees: server-rendered, working without JavaScript."""
