"""Which network addresses may be asked. One function decides, for the first address of a site and for every hop of a redirect.

A school list or a page could name a machine of the operator's own network; only what is public and listens where the web does is asked.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

WEB_PORTS = frozenset({80, 81, 443, 8000, 8008, 8080, 8081, 8088, 8443, 8888})
_NOT_PUBLIC_4 = tuple(  # IANA's register of special IPv4 addresses, multicast and class E
    IPv4Network(text)
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24"),
        *("192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"),
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")  # all that has been given out
_NOT_PUBLIC_6 = tuple(  # protocol assignments with Teredo, documentation, 6to4: within the given-out part, yet no public site
    IPv6Network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)
_NAT64 = IPv6Network("64:ff9b::/96")  # carries an IPv4 address: as public as that one


def may_ask(address: str, port: int, *, allow_private: bool = False) -> bool:
    """Whether an IP address and port may be asked: public ones on ports of the web; any with `allow_private`. A name is no address."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return allow_private or (port in WEB_PORTS and _is_public(found))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address.scope_id:
        return False
    if (mapped := address.ipv4_mapped) is not None:
        return _is_public(mapped)
    if address in _NAT64:
        return _is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    return address in _GLOBAL_6 and not any(address in network for network in _NOT_PUBLIC_6)
