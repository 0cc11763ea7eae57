"""Puts the hearsay binary into the wheel, as a command and for the package.

The binary is built with Go for the machine that builds, or for GOOS and GOARCH;
HEARSAY_BINARY names one that is built already. The wheel is tagged for that
machine and for no Python in particular: nothing in it is compiled for one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What pip calls the machines that Go names: the binary is static, so that it
# asks for no libc, and the oldest tag that pip knows will do.
PLATFORMS = {
    ("linux", "amd64"): "manylinux2014_x86_64.musllinux_1_1_x86_64",
    ("linux", "arm64"): "manylinux2014_aarch64.musllinux_1_1_aarch64",
    ("darwin", "amd64"): "macosx_12_0_x86_64",
    ("darwin", "arm64"): "macosx_12_0_arm64",
    ("windows", "amd64"): "win_amd64",
    ("windows", "arm64"): "win_arm64",
}


class BinaryHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        built = root / "build"
        built.mkdir(exist_ok=True)
        goos, goarch = self._go_env("GOOS"), self._go_env("GOARCH")
        binary = built / ("hearsay.exe" if goos == "windows" else "hearsay")
        if ready := os.environ.get("HEARSAY_BINARY"):
            shutil.copy2(ready, binary)
        else:
            subprocess.run(
                ["go", "build", "-trimpath", "-ldflags=-s -w", "-o", str(binary), "./cmd/hearsay"],
                cwd=root.parent,
                env={**os.environ, "CGO_ENABLED": "0"},
                check=True,
            )
        build_data["shared_scripts"][str(binary)] = binary.name
        tag = PLATFORMS.get((goos, goarch)) or sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"py3-none-{tag}"
        build_data["pure_python"] = False

    @staticmethod
    def _go_env(name: str) -> str:
        if value := os.environ.get(name):
            return value
        return subprocess.run(["go", "env", name], check=True, capture_output=True, text=True).stdout.strip()
