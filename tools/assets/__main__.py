"""Make the bundle of the studio again."""

from tools.assets import BUNDLE, build

build()
print(f"{BUNDLE.name}: {BUNDLE.stat().st_size} bytes")
