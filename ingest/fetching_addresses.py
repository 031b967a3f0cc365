"""Addresses of this machine and of inner networks, where no public page leads."""

import socket
from ipaddress import ip_address


def is_inner(host: str) -> bool:
    """Whether the host is this machine or stands in an inner network; an unknown name does not."""
    if host.lower().rstrip(".") == "localhost" or host.lower().endswith(
        (".localhost", ".local", ".internal")
    ):
        return True
    try:
        return is_inner_address(host)
    except ValueError:
        pass
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return False
    return any(is_inner_address(str(entry[4][0])) for entry in found)


def is_inner_address(address: str) -> bool:
    """The same of an IP address. Raises ValueError when it is none."""
    found = ip_address(address.split("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    return not (mapped or found).is_global
