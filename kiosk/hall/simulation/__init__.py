"""A day in a hall at speed, reproducible by its seed: to try the rule, to judge the forecast, to show the hall."""
