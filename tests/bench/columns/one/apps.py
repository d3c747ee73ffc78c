from django.apps import AppConfig


class ColumnOneConfig(AppConfig):
    """Stands for a release that adds a column to a table every school has."""

    name = "tests.bench.columns.one"
    label = "bench_column_one"
