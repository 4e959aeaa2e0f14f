"""Operations: is it up, what is waiting, what has to go."""
