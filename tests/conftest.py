"""What all tests stand on."""

from hypothesis import settings

# How fast a test is says nothing on a machine that does other work at the same time.
settings.register_profile("untimed", settings.default, deadline=None)
settings.load_profile("untimed")
