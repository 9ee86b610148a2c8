"""What a message wants: scopes, clauses, numbered patterns, slots, values, precedence."""
