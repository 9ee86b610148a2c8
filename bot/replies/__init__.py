"""Values to words for the lifter: the only place with sentences that a lifter reads (rule texts aside)."""
