"""Hours of recovery and their sum (`hours`, `table`), follow-ups (`planner`), and waking hours (`waking`)."""
