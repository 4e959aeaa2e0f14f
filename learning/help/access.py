"""Who has the permissions of the help room: everyone, always."""

from learning.web.access import Permission, everyone, rule

rule(Permission.HELP_READ)(everyone)
