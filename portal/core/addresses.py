"""The client's network address from X-Forwarded-For and the number of trusted proxies."""

from ipaddress import IPv4Address, IPv6Address, ip_address

# Used for every client whose address cannot be read, so that their failures are still counted together.
UNREADABLE = "0.0.0.0"


def read_address(text: str | None) -> str | None:
    """The IP address in one entry of X-Forwarded-For or in REMOTE_ADDR, in its canonical form; None when there is none.

    Accepts what proxies write around it: `203.0.113.9:50001`, `[2001:db8::1]:443`, quotation marks, a zone
    (`fe80::1%eth0`). An IPv4 address mapped into IPv6 is the IPv4 address. `unknown`, host names and hidden
    identifiers (`_proxy`) are no addresses.
    """
    text = (text or "").strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found: IPv4Address | IPv6Address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return str(getattr(found, "ipv4_mapped", None) or found)


def client_address(*, forwarded: str, peer: str | None, proxies: int) -> str:
    """Where a request comes from, always an address that a database takes.

    Of `forwarded` (X-Forwarded-For) only the entry that the outermost of our own `proxies` wrote is believed. When
    that entry is missing or no address, it is the peer's address, and `UNREADABLE` when that is none either.
    """
    entries = forwarded.split(",")
    client = read_address(entries[-proxies]) if 0 < proxies <= len(entries) else None
    return client or read_address(peer) or UNREADABLE
