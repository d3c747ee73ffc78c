from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = [("news", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE news_newspage ADD COLUMN bench_column_two integer NULL",
            "ALTER TABLE news_newspage DROP COLUMN bench_column_two",
        )
    ]
