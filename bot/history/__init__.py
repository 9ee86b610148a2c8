"""The past as facts: an ordered view of reports (`log`) and one small function per number (`metrics`)."""
