"""Connections to hosts in public networks alone, by urllib3: for addresses that strangers give."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, NewConnectionError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Of an address in these, the last 32 bits are one of IPv4: RFC 6052, section 2.1; RFC 4291, section 2.5.5.1.
EMBEDDING = ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96")


class PrivateNetworkError(HTTPError):
    """A host resolves to an address that is in no public network, and was not connected to."""


def is_public(address: str) -> bool:
    """Whether an IP address can be reached from anywhere; of one that holds another of IPv4, whether both can.

    That of a loopback, of a private, shared or link-local network, or for more than one receiver is not; the registries
    are https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry beside it.
    """
    return all(map(_reaches_all, _meant(ipaddress.ip_address(address))))


def _reaches_all(address: Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _meant(address: Address) -> list[Address]:
    """The address that packets go to in the end, with the one they go through on the way, if any."""
    if address.version == 4:
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if any(address in network for network in EMBEDDING):
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    inside = address.teredo or ((address.sixtofour,) if address.sixtofour else ())
    return [address, *inside]


class _Public(HTTPConnection):
    """A connection that is made to an address that was found public, so that no second look-up can lead elsewhere."""

    def _new_conn(self) -> socket.socket:
        """A socket to the first of the host's addresses that answers."""
        name = self.host
        *others, last = self._addresses(name)
        try:
            for address in others:
                with contextlib.suppress(NewConnectionError, ConnectTimeoutError):
                    return self._connected(address)
            return self._connected(last)
        finally:
            self.host = name  # which the certificate must be for

    def _connected(self, address: str) -> socket.socket:
        self.host = address
        return super()._new_conn()

    def _addresses(self, name: str) -> list[str]:
        try:
            found = socket.getaddrinfo(name.strip("[]"), self.port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            raise NameResolutionError(name, self, error) from error
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        if not all(map(is_public, addresses)):
            raise PrivateNetworkError(f"{name} is in a private network")
        return addresses


class _PublicTLS(_Public, HTTPSConnection):
    """The same with TLS; the certificate is checked against the host's name."""


class _PublicPool(HTTPConnectionPool):
    ConnectionCls = _Public


class _PublicTLSPool(HTTPSConnectionPool):
    ConnectionCls = _PublicTLS


class PublicPoolManager(PoolManager):
    """A pool manager whose requests, redirected or not, raise PrivateNetworkError before they reach a private host."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.pool_classes_by_scheme = {"http": _PublicPool, "https": _PublicTLSPool}
