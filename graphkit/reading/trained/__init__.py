"""The trained part of the reader: linear models that tell which pairs of mentions stand in which relation."""
