"""The invented league with further memberships: a pact that two keep and one has signed, and a visa of four."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.folders import REAL_LEAGUE

GOLD, RED = (224, 165, 30), (176, 32, 26)
TOML = """\
[[aspects]]
id = "pact"
name = { en = "Pact", ru = "Пакт", zh = "公约" }

[[aspects.statuses]]
id = "keeper"
label = { en = "Keepers of the pact", ru = "Участники пакта", zh = "公约缔约国" }
color = "#e0a51e"
letter = "K"

[[aspects.statuses]]
id = "signed"
label = { en = "Signed the pact", ru = "Подписали пакт", zh = "公约签署国" }
color = "#b0201a"
letter = "S"

[[aspects]]
id = "visa"
name = { en = "Visa", ru = "Виза", zh = "签证" }
mark = "letter"

[[aspects.statuses]]
id = "visa"
label = { en = "Common visa", ru = "Общая виза", zh = "共同签证" }
color = "#222222"
letter = "V"

"""
# Sudan holds the visa alone; Egypt no longer does.
ROWS = """\
DZA,keeper,2005-01-01,,,,,charter,
TUN,keeper,2005-01-01,,,,,charter,
LBY,signed,2010,,,,,charter,
DZA,visa,2010,,,,,charter,
MLT,visa,2010,,,,,charter,
SDN,visa,2010,,,,,charter,
EGY,visa,2010,2019-01-01,,,,charter,
"""


def write_aspects(folder: Path) -> Path:
    """Write the league of real countries with its further memberships."""
    shutil.copytree(REAL_LEAGUE, folder)
    toml, members = folder / "bloc.toml", folder / "members.csv"
    toml.write_text(toml.read_text(encoding="utf-8").replace("[quantities]", f"{TOML}[quantities]"), encoding="utf-8")
    members.write_text(members.read_text(encoding="utf-8").rstrip("\n") + f"\n{ROWS}", encoding="utf-8")
    return folder
