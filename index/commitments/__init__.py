"""Commitments: what ministers bind themselves to, found sentence by sentence when a sitting is read."""
