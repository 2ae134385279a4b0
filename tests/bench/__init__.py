"""The benchmarks: one `bench_NAME.py` each, whose `bench()` returns rows as `tests.bench.report.Row` describes them."""
