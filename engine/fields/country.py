"""The field type `country`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.errors import InputError
from engine.expressions import Choice, Type
from engine.fields.base import Field, Json, Limits, _
from engine.i18n import country_names

ISO_3166 = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO "
    "BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ "
    "DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP "
    "GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG "
    "KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML "
    "MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE "
    "PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL "
    "SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM "
    "US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW "
)
CODES = tuple(ISO_3166.split())
HOME = "FR"


@dataclass(frozen=True, kw_only=True)
class Country(Field):
    """A country or territory, chosen in a list in the language of the person, France first.

    It is kept as its code of two letters (ISO 3166-1): `pays == "FR"`. In texts `{{ pays.label }}`
    is its name.
    """

    type_name: ClassVar = "country"
    widget: ClassVar = "select"
    is_option: ClassVar = True
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "required": _("{label}: choose a country."),
        "option": _("{label}: choose a country of the list."),
    }

    def parse(self, raw: Sequence[str]) -> Json:
        """The code chosen, None when there is none."""
        typed = "".join(raw[:1]).strip().upper()
        if typed and typed not in CODES:
            raise InputError("option")
        return typed or None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """One of the codes."""
        del limits
        return {"enum": list(CODES)}

    def kind(self) -> Type:
        """A choice of the codes."""
        return Choice(CODES)

    def offered(self, language: str) -> list[tuple[str, str]]:
        """The countries by their names, France first."""
        names = country_names(language)
        return [(HOME, names[HOME]), *((code, name) for code, name in names.items()
                                       if code in CODES and code != HOME)]  # fmt: skip

    def show(self, answer: Json, language: str) -> str:
        """The name of the country."""
        return country_names(language).get(answer, str(answer))
