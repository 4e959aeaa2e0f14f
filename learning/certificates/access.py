"""Who has the permissions of the certificates room."""

from learning.web.access import Permission, Person, everyone, rule

rule(Permission.CERTIFICATE_VERIFY)(everyone)


@rule(Permission.CERTIFICATE_HOLD)
def holds_an_account(person: Person) -> bool:
    """Only accounts have certificates; each reaches its own alone."""
    return person.is_authenticated and not person.is_guest
