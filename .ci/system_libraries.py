"""Sees to the few system libraries that Qt needs on Debian and its kin; says nothing and succeeds everywhere else.

What is missing is found by loading it, not by asking for package names, which differ between releases. The list is
what Qt's Core, Gui, Widgets and platform plug-ins name as needed and do not carry in their wheel.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
ON_X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
ON_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_a_font() -> bool:
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(file.suffix.lower() in {".ttf", ".otf", ".ttc"} for folder in folders for file in folder.rglob("*"))


def wanted_libraries() -> dict[str, str]:
    on_x11 = ON_X11 if os.environ.get("DISPLAY") else {}
    return ALWAYS | on_x11 | (ON_WAYLAND if os.environ.get("WAYLAND_DISPLAY") else {})


def missing_packages() -> list[str]:
    missing = {package for library, package in wanted_libraries().items() if not loads(library)}
    if not has_a_font():
        missing.add("fonts-dejavu-core")
    if importlib.util.find_spec("ensurepip") is None:
        missing.add(f"python3.{sys.version_info.minor}-venv")
    return sorted(missing)


def way_to_root() -> list[str] | None:
    """The words to put before a command so that it runs as root without a question; None when there are none."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def install(packages: list[str], as_root: list[str]) -> None:
    """Failure is seen afterwards, by looking again at what is missing."""
    environment = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive"]
    subprocess.run([*environment, "apt-get", "update", "-qq"], check=False)
    subprocess.run([*environment, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=False)


def main() -> int:
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return 0
    packages = missing_packages()
    as_root = way_to_root() if packages else None
    if packages and as_root is not None:
        print(f"Installing system packages that Qt needs: {' '.join(packages)}", flush=True)
        install(packages, as_root)
        packages = missing_packages()
    if not packages:
        return 0
    print("System packages that the set-up needs are missing. Run this line, then the same make command again:")
    print(f"  sudo apt-get install -y --no-install-recommends {' '.join(packages)}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
