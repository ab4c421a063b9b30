"""Too old a Python is told so in one sentence."""

import subprocess
import sys

import pytest

from scripts.model.paths import here
from scripts.setup import require_python


@pytest.mark.parametrize("version", [(3, 8, 10), (3, 11, 4, "final", 0), (2, 7, 18)])
def test_too_old_a_python_is_refused(version):
    with pytest.raises(SystemExit, match=r"needs 3\.11\.5 or newer"):
        require_python.main(version)


@pytest.mark.parametrize("version", [(3, 11, 5), (3, 12, 0), (4, 0, 0)])
def test_a_new_one_is_not(version):
    require_python.main(version)


def test_it_runs_as_the_makefile_runs_it():
    script = here().root / "scripts" / "setup" / "require_python.py"
    assert subprocess.run([sys.executable, script], cwd="/").returncode == 0


def test_it_needs_what_the_project_says_it_needs():
    needed = ".".join(map(str, require_python.NEEDED))
    assert f'requires-python = ">={needed}"' in (here().root / "pyproject.toml").read_text(encoding="utf-8")
