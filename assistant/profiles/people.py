"""The words that count the people of a company."""

PEOPLE = (
    r"(?:salarie|personne|employe(?!ur)|collaborat|ouvrier|agent|compagnon|people|sal\b|pers\b|etp"
    r"|gars\b|chauffeur|conducteur|permanent|technicien|ingenieur|docteur|consultant|bonshommes|tetes\b"
    r"|equivalents? temps|fiches de paie)"
)
"""A pattern of folded text, for what follows a number."""
