"""The amounts that a message tells of a company and its project, each known by the words before it."""

import re
from typing import Any

from assistant.answering.quantities import amounts_in
from assistant.french import fold, whole_numbers

_THAT = r"(?! (?:coute|coutera|couterait|fait|fera|ferait|revient|monte|represente|va|me|nous|peut|tourne)\b)"
"""What follows « ça », which is no turnover."""
_TURNOVER = re.compile(rf"\b(ca{_THAT}|chiffre d'affaires?)\b[^,.;]{{0,25}}$")
_OF_TURNOVER = re.compile(
    r"^[^,.;]{0,4}\b(de |d')?(ventes|chiffre)\b|^[^,.;]{0,4}\b(de |d')?(ca|chiffre d'affaires?)\b"
)
_YEARLY = r"(?:/ ?an\b|par an(?:nee)?\b|l'an\b|annuel|chaque annee\b)"
_TO = r"(?:a|ou|-|/)"
_ABOUT = (
    r"(?: environ| a peu pres| plutot| maintenant| finalement| au moins| en gros| dans les| pas loin de)?"
)
_ALONE = (
    r"(?= ?(?:[.,;:!?)]|$|ht\b|ttc\b|pour\b|au total|balles\b|c'est\b|est-ce\b|ca\b|on\b|je\b|alors\b|mais\b"
    r"|et\b|puis\b|plus\b|tout\b|y\b|quelle|combien|avec\b|sans\b|au lieu))"
)
_PLAIN_COST = re.compile(
    r"\b(?:dans les|autour de|environ|a peu pres|budget (?:de|d'environ)|cout(?:e|er)?(?: de)?) "
    rf"(\d{{4,9}})\b(?! ?(?:salarie|personne|km|m2|mwh|kwh|gwh|t\b|h\b|heures|ans|{_TO} ?\d|{_YEARLY}))"
    r"|\b(\d{5,9}) (?:en tout|tout compris)\b"
    r"|\b(?:budget|devis(?: de)?|il (?:me|nous) (?:faut|faudra|faudrait)"
    r"|en (?:ai|a|avons|aura\w*|aurions) pour"
    r"|ca (?:me |nous )?(?:coute|coutera|couterait|revient|reviendrait)(?: a)?|(?:on|je|nous) part\w* sur)"
    rf"{_ABOUT} (\d{{5,9}}){_ALONE}"
    r"|\b(?:on|je|nous) (?:mont|pass|arriv|grimp)(?:e|ais|ait|ons|ions|erait|erais|erions|era|erons) "
    rf"a (\d{{6,9}}|(?!5[47]000|6[78]000)\d{{2}}000){_ALONE}"
    r"|\b(?:budget|devis|cout|montant|enveloppe|investissements?|travaux|projet|machine|ligne|four|presse|robot)"
    r"(?: (?:total|global|estimee?|prevue?|chiffree?|est|sera|serait|de|d'environ|a|:|maintenant|passe|monte"
    rf"|coute|coutera|couterait|vaut|revient|s'eleve|en fait)){{1,4}} ?(\d{{5,9}}){_ALONE}"
    r"|\b(?:on|nous) (?:prevoit|prevoyons|investit|investissons|investirait|investirons|depense|depenserait)"
    rf"{_ABOUT} (\d{{5,9}})(?: d'investissement| de travaux|{_ALONE})"
    r"|\bbesoin (?:de|d'environ) (\d{5,9})(?= pour\b)"
    rf"|\b(?:on|nous) (?:est|serait|sera|sommes|serions|serons){_ABOUT} a (\d{{6,9}}){_ALONE}"
)
"""A cost told without its unit: what it needs, costs, or now comes to."""
_SECOND_COST = re.compile(
    r"\b(?:puis|plus|et|ensuite) (?!si\b)(?:[^\s.;!?,]+ ){1,6}(?:pour|a) \d{2,6}000(?= ?(?:[.,;:!?)]|$))"
)
"""A cost told without its unit, after another."""
_WHOLE = re.compile(r"\b(?:budget|total|en tout|enveloppe|projet|dont|au global)\b")
_ASSETS = re.compile(
    r"\b(total (de |du )?bilan|bilan(?! (?:carbone|ges|complet|energ|deficit|negatif|de compet|social)))\b"
    r"(?![^,.;]*\bcout)[^,.;]{0,20}$"
)
_AID = re.compile(
    r"\b(subvention|aide|soutien|pret|emprunt\w*) (demandee? |souhaitee? |esperee? )?(de|d'environ|:)\s*$"
    r"|\b(aide|soutien|subvention) (demandee?|souhaitee?|esperee?)( \S+){0,3}\s*$"
)
_ASKS = re.compile(
    r"\b(?:on|nous|je|j') ?(?:en |y )?"
    r"(?:(?:aimer|voudr|compt|pens|souhait|envisag|prevo|veu|voul|all|va)\w* )?"
    r"(?:demand|sollicit|cherch|reclam|vis)(?:e|es|er|ons|ent|erai|erais|erait|erons|erions)"
    r"(?: plutot| environ| a peu pres| aussi| quand meme){0,2}$"
    r"|\b(?:il (?:me|nous) (?:faut|faudra|faudrait)|(?:on a|nous avons|j'ai|on aurait|j'aurais) besoin de?)"
    r"(?: plutot| environ| a peu pres){0,2}$"
)
_OF_AID_ASKED = re.compile(r"^ ?(?:euros?)? ?(?:d'|de |en )(?:aides?|subventions?)\b")
"""What stands before and after an amount of aid that somebody asks for: « on demanderait 12 M€ d'aide »."""
_GIFT = (
    r"(?:primes?|bonus|forfaits?|bourses?|cheques?|allocations?|plafonds?|planchers?|credits? d'impot"
    r"|exonerations?|abattements?)"
)
_OF_AID = re.compile(
    rf"\bdroit (?:a|aux|a ces|a vos)(?: \d[^.;]{{0,20}} ou a)?$|\b{_GIFT}(?: [^\s.,;]+)? (?:de|a|d'environ)$"
    r"|\b(?:l'|les |cette |ces |votre |vos |la )(?:aides?|subventions?)(?: est)? (?:de|a)$"
    r"|\b(?:obtenir|percevoir|recevoir|toucher) (?:les|ces|vos|mes|nos)$"
)
"""What stands before an amount that a support gives: it is known already, and no cost."""
_GIVES = r"(?:donn|vers|rembours|accord|octro|allou|attribu)\w{1,5}"
_OF_FIGURE = re.compile(
    r"\b(?:aide|subvention|pret|prime|cheque|diag\w*|credit|appel|dispositif|amie|plafond)\b"
    r"(?!.{0,40}\b(?:projet|devis|budget|cout|travaux|machine|achat|invest\w*))[^.;?!]{0,40}"
    r"\b(?:(?:va|monte|grimpe|s'eleve) (?:jusqu'a|a)|plafonn\w* a|coute)$"
    rf"|\b{_GIVES}(?: (?:bien|donc|encore|jusqu'a|environ|au moins|seulement|nous|me)){{0,2}}$"
    r"|\b(?:planchers?|seuils?|minimum|minimale?s?)\b(?!.*\b(?:mon|notre|nos|ma|mes)\b)[^.;?!\d]{0,60}$"
    r"|% [^.;?!]{0,25}\b(?:donc|soit|=|ca fait|cela fait|ca ferait)(?: [^\s.,;]+)?$"
)
"""What stands before an amount that was given, worked out from a rate, or put forward as a bound."""
_CHECKED = re.compile(
    r"\b(?:ca|cela) (?:me |nous )?(?:fait|ferait|fera|donne|donnerait)(?: [^\s.,;?]+){0,2}$"
    r"|\bc'est(?: (?:bien|donc|toujours|encore|pas|de|a|jusqu'a|plutot|max|maximum)){0,3}$"
    r"|\b(?:aura|aurai|aurait|aurions|aurons|avoir|toucher\w*|touche|obten\w+|gagn\w+|percev\w+|recev\w+)"
    r"(?: [^\s.,;?]+){0,2}$"
)
_CHECKED_AFTER = re.compile(
    r"^ ?(?:euros?)?(?:,? ?(?:ht|en tout|au total|max|maximum|non|hein|du coup|alors"
    r"|c'est (?:bien )?(?:ca|cela|vrai|juste|exact)|ou pas|par an|par entreprise|je crois|d'aide)){0,2} ?\?"
)
"""What makes of an amount a figure that somebody asks to confirm, and not what a project costs."""
_GROWS = r"\b(?:on|nous|je|projet|budget|cout|devis|investissement|cela) (?:est )?(?:pass|mont)\w* de"
_REPLACED = re.compile(rf"\b(?:au lieu de|plutot que(?: les?)?|et non(?: plus)?)$|{_GROWS}$")
_REPLACES = re.compile(rf"{_GROWS} \d[\d ,.]*(?:k|m|millions?|mille)?(?: ?d'euros| ?euros)? a$")
"""What stands before a cost of before, and before the one that now holds."""
_OF_AID_AFTER = re.compile(
    rf"^ ?(?:euros?)? ?(?:d'|de |en |du )(?:aides?|subventions?|{_GIFT})\b"
    r"|^ ?(?:euros?)? ?(?:/ ?|par |l'|chaque )(?:apprenti|alternant|emploi|poste|embauche|recru|salarie"
    r"|tete\b|personne|jeune|contrat|mois\b|jours?\b|heure|h\b|semaine|trimestre|tonne|t\b|m2\b|unite|stagiaire)"
    r"|^ ?(?:euros?)? ?(?:mensuel|trimestriel|chacune?\b|l'unite\b|(?:la )?piece\b"
    r"|(?:du|le) (?:kilo|metre|m2))"
)
_BILL = re.compile(
    r"\bfactures? (?:d'|de |du )?(?:gaz|electricite|energ\w+|elec|fioul|eau|chauffage)\b[^.;,]{0,25}$"
    r"|\b(?:paie|paye|payons|payais|payions)(?: deja| environ)?$"
)
_BETWEEN = r"\bentre( \d[^.;]{0,20} et)?$"
_SPAN = re.compile(rf"\d ?(?:k|m|millions?|mille)? ?(?:euros)? ?{_TO}$|{_BETWEEN}")
_SPAN_AFTER = re.compile(rf"^ ?(?:euros?)? ?{_TO} ?\d[\d .,]* ?(?:k|m|millions?|mille|euros)")
"""What makes of an amount one end of a span, or one of two."""
_COST = re.compile(
    r"\b(budget|prix|devis|cout\w*|invest\w*|projet|depens\w*|montant|estim\w*|chiffre[er]?|enveloppe|achat|travaux|machine)\b[^.;]{0,60}$"
)
_NOT_A_COST = re.compile(
    r"\b(salaries?|personnes?|pers\.?|ouvriers?|employes?)( et|,)? ?$|\bchacun met$"
    r"|\bcapital( social)?( est)?( de| :)?$"
    r"|\b(dois|devons|doit|dettes?|impayes? de|retard de|decouvert de|plante de|manqu\w+|traine\w*)"
    r"\b[^.;]{0,15}$"
    r"|\bchacun( met\w*)?$|\b(apport\w*|empru?nt\w*|leve(e|r|ons)?|touche|aides? (publiques? )?de l'ordre)"
    r"\b[^.,;]{0,12}$"
    r"|\b(mais|et|,) ?j'ai$|\b(pas|sans)$|\b(n'ai|n'avons|n'a) que$"
    r"|\b(trou|negati\w*|deficit\w*|levee) (de|d')[^.;]{0,9}$"
    r"|\bbanques?( \S+){0,2} (accept\w*|pret\w*|met|finance)$|\b(ai|a|avais|avait|avons|ont) (eu|recu)$"
)
_NOT_A_COST_AFTER = re.compile(
    r"^ ?(€|euros?)? ?(/ ?an\b|par (an|emploi|poste|salarie)\b|d'apport|de cote\b|a moi\b|d'urssaf"
    r"|de (la )?tva|de dettes?|d'emprunt|d'amorcage|en capital"
    r"|de vte|de (part|retard)|en retard|deja)"
)
"""What somebody owes, owns, borrows or pays each year is not what a project costs."""
_MILLIONS = re.compile(
    r"(\d)( millions?)(?=\s*(?:[,.;:)!?]|$|de chiffre|de ca\b|hors taxes|ht\b|sur\b|en\b|et\b|pour\b"
    r"|d'(?:extension|investissement|agrandissement|equipement|achat)|de (?:travaux|budget|depenses)))",
    re.I,
)
_BARE_EURO = re.compile(r"(\d{3,}) ?(?:e\b(?!\w)|(?=(?:ht|ttc)\b))", re.I)
_UNITLESS_TURNOVER = (
    re.compile(r"()(\d{2,3}(?:[ .]\d{3})+)(?= de (?:chiffre|ca\b))", re.I),
    re.compile(
        r"(\b(?:on|nous) (?:factur\w+|tourn\w+ à|vend\w* pour)(?: \S+){0,2} )"
        r"(\d{2,3}(?:[ .]\d{3})+)(?= ?(?:[.,;:!?)]|$|par an\b|l'an\b))",
        re.I,
    ),
)
_SELLS = re.compile(r"\b(?:on|nous) (?:factur\w+|tourn\w+ a|vend\w* pour)( \S+){0,2}\s*$")
_BOUNDED = re.compile(rf"\b(moins|plus|dela|dessous|dessus) (de|d')\s*$|{_BETWEEN}")


def amounts_told(text: str) -> dict[str, Any]:
    """Turnover, total assets, aid asked and cost of the project, in euros, as far as words tell them apart.

    A lone amount that no word claims is the cost of the project; of several, none is.
    """
    found: dict[str, Any] = {}
    unclaimed: list[float] = []
    written = re.sub(r"\bça\b", "cela", text, flags=re.I)
    written = written if text.isupper() else re.sub(r"\bCA\b", "chiffre d'affaires", written)
    written = _BARE_EURO.sub(r"\1 € ", _MILLIONS.sub(r"\1\2 d'euros", written))
    for pattern in _UNITLESS_TURNOVER:
        written = pattern.sub(r"\1\2 €", written)
    costs: list[float] = []
    for before, amount, after in amounts_in(written):
        preceding, following = fold(before), fold(after[:40])
        is_sold = bool(_SELLS.search(preceding))
        if _ASKS.search(preceding.rstrip()) and _OF_AID_ASKED.search(following):
            found.setdefault("aid_requested", amount)
            continue
        is_checked = _CHECKED.search(preceding) and _CHECKED_AFTER.search(following)
        is_no_cost = is_checked or any(
            pattern.search(words)
            for pattern, words in ((_NOT_A_COST_AFTER, following), (_OF_AID_AFTER, following))
        )
        if is_no_cost and not (is_sold and not _OF_AID_AFTER.search(following)):
            continue
        if _REPLACED.search(preceding):
            continue
        is_turnover = is_sold or _OF_TURNOVER.search(following)
        key = "turnover" if is_turnover else _claimed_by(preceding)
        if _REPLACES.search(preceding) and not is_turnover:
            costs.append(amount)
        elif _SPAN.search(preceding) or _SPAN_AFTER.search(following):
            is_of_company = is_turnover or _TURNOVER.search(preceding) or _ASSETS.search(preceding)
            unclaimed += [] if is_of_company else [amount, amount]
        elif key == "unclaimed":
            unclaimed.append(amount)
        elif key == "project_cost":
            costs.append(amount)
        elif key is not None:
            found.setdefault(key, amount)
    if cost := _cost_of(costs, unclaimed, whole_numbers(fold(text)), found):
        found["project_cost"] = cost
    return found


def _cost_of(costs: list[float], unclaimed: list[float], folded: str, told: dict[str, Any]) -> float | None:
    """The cost of the whole project; None when several parts of it are told and no total."""
    told_twice = len(set(costs)) > 1 or _SECOND_COST.search(folded)
    if told_twice and not _WHOLE.search(folded):
        return None
    if costs or len(unclaimed) == 1:
        return (costs or unclaimed)[0]
    plain = {float(each) for found in _PLAIN_COST.finditer(folded) for each in found.groups() if each}
    amount = plain.pop() if len(plain) == 1 else None
    return None if amount in told.values() else amount


def _claimed_by(before: str) -> str | None:
    """The fact that an amount tells after those words; None for one that tells neither."""
    if any(pattern.search(before) for pattern in (_BOUNDED, _NOT_A_COST, _OF_AID, _OF_FIGURE, _BILL)):
        return None
    for key, pattern in (("turnover", _TURNOVER), ("total_assets", _ASSETS), ("aid_requested", _AID)):
        if pattern.search(before):
            return key
    return "project_cost" if _COST.search(before) else "unclaimed"
