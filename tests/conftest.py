"""For all tests: no deadline per example, as how long one takes says nothing on a busy machine."""

from hypothesis import settings

settings.register_profile("spotter", deadline=None)
settings.load_profile("spotter")
