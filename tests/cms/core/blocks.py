"""A page with the blocks of a test, as a visitor gets it."""

from wagtail.blocks import StreamBlockValidationError

from cms.core.blocks import BodyBlock
from tests import factories
from tests.base import SchoolTestCase


class BlockCase(SchoolTestCase):
    """One block, asked what it shows and what it refuses."""

    def shown(self, kind, value) -> str:
        page = factories.StandardPageFactory(body=[(kind, value)])
        response = self.client.get(page.get_url())
        assert response.status_code == 200
        self.policy = response["Content-Security-Policy"]
        return response.content.decode().split('<div class="prose">')[1].split("</main>")[0]

    def refusals(self, kind, value, deferred=False) -> str:
        """What the form says of the block; empty when it takes it."""
        body = BodyBlock()
        if deferred:
            body.defer_required_validation()
        try:
            body.clean(body.to_python([{"type": kind, "value": value}]))
        except StreamBlockValidationError as error:
            return flat(error)
        finally:
            if deferred:
                body.restore_deferred_validation()
        return ""


def flat(error) -> str:
    """All that is wrong, with the names of the fields, in one line."""
    inner = getattr(error, "block_errors", None)
    if isinstance(inner, dict):
        return " ".join(f"{name}: {flat(one)}" for name, one in inner.items())
    if isinstance(inner, list):
        return " ".join(flat(one) for one in inner if one)
    return repr(error)
