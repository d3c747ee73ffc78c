"""The server's configuration, written afresh at every start."""

from pathlib import Path

# Thousands of tables (a set for each school) in one database on a small machine.
SETTINGS = {
    # A migration or a backup over all schools locks every table it meets.
    "max_locks_per_transaction": "512",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    # Short queries: compiling them costs more than it saves.
    "jit": "off",
    # Each round looks at every table: seldom and few.
    "autovacuum_naptime": "2min",
    "autovacuum_max_workers": "2",
    "random_page_cost": "1.1",
    "unix_socket_permissions": "0700",
    "log_line_prefix": "%m [%p] ",
    "cluster_name": "portal",
}
# The demo is killed without warning by those who try it, and must come back whole.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
# The tests make a new database each time.
VOLATILE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
# The socket's directory is closed to all but the server's account (and root).
ACCESS = """\
local all all trust
host all portal 127.0.0.1/32 scram-sha-256
"""


def render(*, data: Path, access: Path, durable: bool, socket_dir: Path | None, port: int) -> str:
    """The text of the configuration file; with a socket there is no network, and the reverse."""
    directory = str(socket_dir).replace('"', '""') if socket_dir else ""
    settings = SETTINGS | (DURABLE if durable else VOLATILE)
    settings |= {
        "data_directory": str(data),
        "hba_file": str(access),
        "port": str(port),
        "listen_addresses": "" if socket_dir else "127.0.0.1",
        "unix_socket_directories": f'"{directory}"' if socket_dir else "",
    }
    lines = [
        "# Written by tenants.database at every start; changes here are lost.",
        # What initdb found out about this machine: shared memory, time zone, locale.
        f"include {_quoted(str(data / 'postgresql.conf'))}",
        *(f"{name} = {_quoted(value)}" for name, value in settings.items()),
    ]
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
