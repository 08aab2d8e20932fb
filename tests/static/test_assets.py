import json

from tools.assets import BUNDLE, FOLDER, SOURCES, first_line


def test_the_editor_is_made_of_the_sources_as_they_are():
    said = BUNDLE.read_text("utf-8").partition("\n")[0]

    assert said == first_line(), "run make assets"


def test_the_lock_holds_the_very_versions_asked_for_with_their_hashes_and_no_host():
    asked = json.loads((FOLDER / "package.json").read_text())["dependencies"]
    text = (FOLDER / "package-lock.json").read_text()

    packages = {
        name.removeprefix("node_modules/"): one
        for name, one in json.loads(text)["packages"].items()
        if name
    }

    assert {name: packages[name]["version"] for name in asked} == asked
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
    assert "://" not in text


def test_every_package_of_the_bundle_is_named_with_its_licence():
    packages = json.loads((FOLDER / "package-lock.json").read_text())["packages"]
    told = " ".join((BUNDLE.parent / "LICENSES.md").read_text().split())

    for path, one in packages.items():
        name = path.removeprefix("node_modules/")
        if name and "esbuild" not in name:
            assert one["license"] == "MIT"
            assert f"`{name}` {one['version']}" in told


def test_the_sources_are_all_there():
    assert all((FOLDER / name).is_file() for name in SOURCES)
