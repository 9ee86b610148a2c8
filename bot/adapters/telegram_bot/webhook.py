"""Where Telegram posts updates, and where this machine listens for them.

Webhook.at("https://coach.example.org/hook", port=8080, secret=None)
-> Telegram posts to that address, a proxy passes it on to 127.0.0.1:8080/hook
"""

import secrets
import socket
from dataclasses import dataclass, field
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Webhook:
    """`url` is for Telegram, `port` on loopback for the proxy; every call must carry `secret`."""

    url: str
    port: int
    secret: str = field(repr=False)

    @classmethod
    def at(cls, url: str, port: int, secret: str | None = None) -> "Webhook":
        """The webhook for an address; one on loopback needs no proxy and has its own port.

        Raises:
            ValueError: not a web address.
        """
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"{url} is not a web address such as https://example.org/spotter")
        if parts.hostname in {LOOPBACK, "localhost"}:
            port = parts.port or port
        # Telegram is told the secret at every start, so a new one each time is as good.
        return cls(url, port, secret or secrets.token_urlsafe(32))

    def listen(self) -> socket.socket:
        """A socket for the proxy to connect to.

        Raises:
            OSError: the port is taken.
        """
        listening = socket.create_server((LOOPBACK, self.port), backlog=128)
        listening.settimeout(0)
        return listening

    @property
    def path(self) -> str:
        """The path that is listened on."""
        return urlsplit(self.url).path
