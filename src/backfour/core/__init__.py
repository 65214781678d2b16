"""All that Back Four knows: values in, values out; no clock, no disk, no network, no framework.

The same files run on the server, on the command line and in the browser (docs/architecture.md).
"""
