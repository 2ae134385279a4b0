"""The benchmarks: one `bench_NAME.py` each, found by its name.

Its `bench()` returns rows as `tests.bench.report.Row` describes them. `bench(short: bool)` has a short form, with fewer
cases and the same goals. A goal for a time is a ratio to a reference of the same run: calibrated so that what holds
today holds on a slow day, and half as much again does not. A benchmark that misses a goal is run once more.
"""
