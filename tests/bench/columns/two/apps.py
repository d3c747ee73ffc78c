from django.apps import AppConfig


class ColumnTwoConfig(AppConfig):
    """Stands for a release that adds a column to a table every school has."""

    name = "tests.bench.columns.two"
    label = "bench_column_two"
