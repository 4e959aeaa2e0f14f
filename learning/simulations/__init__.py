"""Simulations: a scenario taken step by step, left and taken up again, replayed at the end."""

from learning.simulations.records import SimulationRecords
from learning.simulations.runs import Run, begin, choose, notice, open_run, run_of

__all__ = ["Run", "SimulationRecords", "begin", "choose", "notice", "open_run", "run_of"]
