"""The action's check step, as far as it goes without the service."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LETTER = "# A brief\n\nOne claim.[^1] Another.[^2]\n\n[^1]: A note without a link.\n"


def step(folder: Path, **inputs: str) -> tuple[str, int]:
    """What the step prints, and the exit code that it hands on."""
    output = folder / "github-output"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", str(ROOT / "examples" / "ci" / "check.sh")],
        cwd=folder,
        env={**os.environ, "PATH": path, "GITHUB_OUTPUT": str(output), **inputs},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, int(output.read_text().strip().removeprefix("exit-code="))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "brief.md").write_text(LETTER)
    return tmp_path


def test_findings_become_annotations_sarif_and_a_comment(folder: Path) -> None:
    printed, code = step(folder, INPUT_PATHS="brief.md")
    assert code == 1
    assert "::error " in printed
    assert "file=brief.md" in printed
    results = json.loads((folder / "pincite.sarif").read_text())["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["PC101"]
    assert "PC101" in (folder / "pincite.md").read_text()


def test_inputs_are_never_read_as_shell(folder: Path) -> None:
    _, code = step(folder, INPUT_PATHS="brief.md $(touch${IFS}owned) `touch owned`; touch owned")
    assert code in (1, 2)
    assert not (folder / "owned").exists()


def test_a_lenient_setting_lets_the_job_pass(folder: Path) -> None:
    assert step(folder, INPUT_PATHS="brief.md", INPUT_FAIL_ON="never")[1] == 0


def test_wrong_usage_is_handed_on(folder: Path) -> None:
    assert step(folder, INPUT_PATHS="brief.md", INPUT_ARGUMENTS="--nonsense")[1] == 2
