"""`make oracles`: counts random votes with our methods and with other people's programs."""

from __future__ import annotations

import sys

from tools.oracles.comparing import run
from tools.oracles.methods import ORACLES

if __name__ == "__main__":
    sys.exit(bool(run(ORACLES, count=int(sys.argv[1]), seed=int(sys.argv[2]))))
