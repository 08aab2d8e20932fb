"""What a browser sends: its files are closed in the end, even when their sending was cut."""

from typing import IO, Any

from flask import request
from htmx_flask.requests import HtmxAwareRequest

INTERRUPTED = "The sending of the file was interrupted. Try again."


class Received(HtmxAwareRequest):  # type: ignore[misc]
    """A request that closes every file which it began to receive."""

    def __init__(self, environ: Any, populate_request: bool = True, shallow: bool = False) -> None:
        super().__init__(environ, populate_request, shallow)
        self.begun: list[IO[bytes]] = []

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        stream: IO[bytes] = super()._get_file_stream(
            total_content_length, content_type, filename, content_length
        )
        self.begun.append(stream)
        return stream

    def close(self) -> None:
        """Close the files."""
        super().close()
        for stream in self.begun:
            stream.close()


def is_cut() -> bool:
    """Whether the body of a form with files ended before its end: nothing of it was read."""
    return request.mimetype == "multipart/form-data" and not request.form
