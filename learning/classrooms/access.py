"""Who has the permissions of the classrooms room."""

from learning.web.access import Permission, Person, everyone, rule

rule(Permission.CLASS_SIGN_IN)(everyone)


@rule(Permission.CLASSROOM_TEACH)
def has_confirmed_an_email(person: Person) -> bool:
    """Whoever has an account with a confirmed e-mail; each reaches the classrooms they teach, and no others."""
    return person.is_authenticated and not person.is_guest and person.has_confirmed_email


@rule(Permission.CLASSROOM_ATTEND)
def can_come_back(person: Person) -> bool:
    """Whoever has a card or a login may ask to come into a class, and leave one; a guest needs an account first."""
    return person.is_authenticated and not person.is_guest
