"""Browsers and addresses, in as few words as are useful: what is kept of who asked."""

import ipaddress
import re

UNKNOWN = "?"
# The first that is found: most browsers also bear the names of others.
BROWSERS = (
    (r"Edg(e|A|iOS)?/", "Edge"), (r"OPR/|Opera", "Opera"), (r"SamsungBrowser/", "Samsung Internet"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"Chrome/|CriOS/|Chromium/", "Chrome"), (r"Safari/", "Safari"),
)  # fmt: skip
SYSTEMS = (
    (r"Android", "Android"), (r"iPhone|iPad|iOS", "iOS"), (r"Windows", "Windows"),
    (r"Mac OS X|Macintosh", "macOS"), (r"CrOS", "ChromeOS"), (r"Linux|X11", "Linux"),
)  # fmt: skip


def described(agent: str) -> str:
    """A browser and its system in two words, as `Firefox, Windows`, from what it says of itself."""
    return f"{_first(BROWSERS, agent)}, {_first(SYSTEMS, agent)}"


def shortened(address: str) -> str:
    """The network of an address: its first 24 bits (48 for IPv6); empty for what is no address."""
    return _network(address, 24, 48)


def throttled_as(address: str) -> str:
    """Whose tries count together: those of an address, or of the 64 bits one customer has."""
    return _network(address, 32, 64) or address


def _network(address: str, bits: int, bits_6: int) -> str:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    prefix = bits if found.version == 4 else bits_6
    return str(ipaddress.ip_network((found, prefix), strict=False).network_address)


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for pattern, name in known if re.search(pattern, agent)), UNKNOWN)
