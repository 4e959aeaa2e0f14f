"""Who has the permissions of the accounts room."""

from learning.web.access import Permission, Person, everyone, rule

rule(Permission.ACCOUNT_OPEN)(everyone)


@rule(Permission.ACCOUNT_MANAGE)
def holds_an_account(person: Person) -> bool:
    """Whoever has a login of their own; a guest and a pupil with a card have none."""
    return person.is_authenticated and person.has_login


@rule(Permission.RECORD_READ)
def has_a_row(person: Person) -> bool:
    """Guests and account holders, each of their own record."""
    return person.is_authenticated
