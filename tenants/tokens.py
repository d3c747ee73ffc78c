"""One-time links that work in one school only.

Django's token is made from the user's row; equal rows exist in several schools (the first
administrator of each has id 1), so without the schema in what is signed a link of school A opens
the account of school B.
"""

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from tenants.schema import connection


class SchoolTokenGenerator(PasswordResetTokenGenerator):
    """Tokens whose signed value names the current schema and the purpose."""

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.key_salt = f"tenants.tokens.{purpose}"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        value = super()._make_hash_value(user, timestamp)  # type: ignore[misc]
        return f"{connection.schema_name}|{value}"


reset_tokens = SchoolTokenGenerator("password-reset")
invitation_tokens = SchoolTokenGenerator("invitation")
