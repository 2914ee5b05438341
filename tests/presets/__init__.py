"""The five institutions: what differs between them in behaviour and on paper."""
