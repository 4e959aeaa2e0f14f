"""Classrooms: a teacher, pupils without e-mail, what is assigned to them and who needs help."""
