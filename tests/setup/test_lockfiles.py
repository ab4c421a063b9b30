"""Lock files with exact versions and no addresses."""

import json
import subprocess
from pathlib import Path

import pytest

from scripts.model.paths import here
from scripts.setup import lockfiles

PACKAGES = {
    "packages": {"": {"name": "x"}, "node_modules/katex": {"version": "1", "resolved": "https://r", "funding": {}}}
}


@pytest.fixture
def lock(monkeypatch, standing_in, tmp_path):
    """A function that runs `make lock` with what the tools would write."""
    commands = []
    standing_in(root=tmp_path)
    (tmp_path / "package-lock.json").write_text(json.dumps(PACKAGES), encoding="utf-8")

    def make(requirements: str, codes: tuple[int, int] = (0, 0)) -> tuple[int, list]:
        def run(command, **options):
            commands.append(command)
            if "piptools" in command:
                (tmp_path / "requirements.lock").write_text(requirements, encoding="utf-8")
            return subprocess.CompletedProcess(command, codes[len(commands) - 1])

        monkeypatch.setattr(lockfiles.subprocess, "run", run)
        return lockfiles.main(), commands

    return make


def test_both_locks_are_written_without_addresses(lock, tmp_path):
    code, commands = lock("# by pip\n\nnumpy==2.4.6\ntorch==2.13.0+cpu\n")
    assert code == 0
    assert (tmp_path / "requirements.lock").read_text(encoding="utf-8") == "numpy==2.4.6\ntorch==2.13.0\n"
    assert json.loads((tmp_path / "package-lock.json").read_text(encoding="utf-8"))["packages"][
        "node_modules/katex"
    ] == {"version": "1"}
    assert commands[0][1:4] == ["-m", "piptools", "compile"]
    assert "--upgrade" in commands[0]
    assert (Path(commands[1][0]).name, commands[1][1]) == ("npm", "update")


@pytest.mark.parametrize("package", ["nvidia-cublas==1", "triton==3", "cuda-python==1"])
def test_a_cuda_build_of_torch_is_refused(lock, tmp_path, capsys, package):
    code, commands = lock(f"numpy==2.4.6\n{package}\n")
    assert (code, len(commands)) == (1, 1)
    assert "a CUDA build of torch got in" in capsys.readouterr().err


def test_a_failing_tool_ends_it_with_its_code(lock):
    assert lock("", (3, 0))[0] == 3


def test_a_failing_npm_ends_it_with_its_code(lock):
    assert lock("numpy==1\n", (0, 4))[0] == 4


def test_the_locks_of_the_project_are_portable():
    requirements = (here().root / "requirements.lock").read_text(encoding="utf-8")
    assert lockfiles.portable(requirements) == requirements
    assert not lockfiles.CUDA.search(requirements)
    packages = (here().root / "package-lock.json").read_text(encoding="utf-8")
    assert "https://" not in packages
    assert lockfiles.without_addresses(packages) == packages
