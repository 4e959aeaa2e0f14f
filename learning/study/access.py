"""Who has the permissions of the study room."""

from learning.web.access import Permission, Person, everyone, rule

rule(Permission.LESSON_LEARN)(everyone)


@rule(Permission.ATTEMPT_SIT)
def has_a_row(person: Person) -> bool:
    """Whoever has begun to learn, guests included; each reaches their own attempts alone."""
    return person.is_authenticated
