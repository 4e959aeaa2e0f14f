"""The shell that every page stands in: access, languages, headers, errors, forms, components."""
