"""The real code library, opened once for the tests of the services."""

from collections.abc import Iterator

import pytest

from coderdesk.services.code_sets import CodeLibrary
from tests.helpers.code_library import shared_library


@pytest.fixture(scope="session")
def library() -> Iterator[CodeLibrary]:
    opened = shared_library()
    yield opened
    opened.close()
