"""The demo school: twelve classes, 480 pupils and four weeks of their learning, for trying and for measuring."""

from learning.ops.demo.school import Room, ThereAlready, login_of, seed

__all__ = ["Room", "ThereAlready", "login_of", "seed"]
