"""Calls of the Bot API over aiohttp: an address and parameters in, a status and bytes out.

    Bot(token, request=Calls(connections=64), get_updates_request=Calls(connections=2))

python-telegram-bot brings a request class on httpx, which takes several times the processor time for a call,
and more the more connections are open (`bench/README.md`); its `BaseRequest` is made for exchanging it. No
address is ever put into an error: the token is part of it.
"""

from io import BytesIO
from typing import TypeAlias

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from typing_extensions import override
from yarl import URL

Form: TypeAlias = aiohttp.FormData | dict[str, str] | None

#: Seconds for connecting, and for the answer; a file may take longer on its way.
CONNECT_S, READ_S, FILE_S = 5.0, 5.0, 25.0
#: Seconds for getting a connection at all, a new one or one that others use.
POOL_S = 10.0
#: A file that has not left by then is stuck: a connection may take nothing more and yet stay open.
UPLOAD_S = 300.0

#: How aiohttp says that no connection came about, to Telegram or through a proxy.
NO_CONNECTION = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError)


class NeverLeft(NetworkError):  # noqa: N818 - it reads as what happened
    """No connection came about: the call has certainly not reached Telegram."""


class Calls(BaseRequest):
    """At most `connections` calls at a time, over connections that are kept open for a while."""

    __slots__ = ("_connections", "_session", "_upload_s")

    def __init__(self, connections: int, *, upload_s: float = UPLOAD_S) -> None:
        self._connections = connections
        self._upload_s = upload_s
        self._session: aiohttp.ClientSession | None = None

    @property
    @override
    def read_timeout(self) -> float:
        """Seconds to wait for an answer when a call does not say."""
        return READ_S

    @override
    async def initialize(self) -> None:
        """Get ready for calls."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=True,
            )

    @override
    async def shutdown(self) -> None:
        """Close all connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @override
    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one call; a call with a file may take `upload_s` in all, others are too small to get stuck.

        Raises:
            NeverLeft: Telegram has not got it.
            TimedOut, NetworkError: Telegram may have got it.
        """
        if self._session is None:
            raise RuntimeError("initialize() comes first")
        has_files = request_data is not None and request_data.contains_files
        limits = aiohttp.ClientTimeout(
            total=self._upload_s if has_files else None,
            connect=_seconds(pool_timeout, POOL_S),
            sock_connect=_seconds(connect_timeout, CONNECT_S),
            sock_read=_seconds(read_timeout, FILE_S if has_files else READ_S),
        )
        address = URL(url, encoded=True)
        try:
            async with self._session.request(
                method, address, data=_form(request_data), timeout=limits, allow_redirects=False
            ) as answer:
                return answer.status, await answer.read()
        except NO_CONNECTION as error:
            raise NeverLeft(type(error).__name__) from error
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error


def _seconds(given: object, usual_s: float) -> float | None:
    """A limit as the library gives it: a number, None for no limit, or its word for "as usual"."""
    if given is None:
        return None
    return float(given) if isinstance(given, int | float) else usual_s


def _form(data: RequestData | None) -> Form:
    """The parameters as a form; with files, one of several parts."""
    if data is None or not data.contains_files:
        return data.json_parameters if data else None
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)
    for name, (file_name, content, kind) in (data.multipart_data or {}).items():
        # As a stream it leaves piece by piece: megabytes at once would hold up the event loop.
        stream = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=file_name, content_type=kind)
    return form
