"""The types of single values in a programme, read strictly: `no` is no boolean, `010` no number, `inf` no weight."""

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
_NUMBER = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?")
_WHOLE_NUMBER = re.compile(r"0|[1-9][0-9]{0,999}")
_MEASURE = re.compile(r"([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_SHORTENED = re.compile(r"[0-9]+([.,][0-9]+)?[eE]\+[0-9]{1,3}|[0-9]{15}0{3,}")
_SHOWN_SHORTENED = re.compile(r"[0-9](\.([0-9]{1,5}))?E\+([0-9]{2})")
_LONGEST_MEASURE = 60
_TO_15_DIGITS = Context(prec=15, rounding=ROUND_HALF_EVEN)
_TO_6_DIGITS = Context(prec=6, rounding=ROUND_HALF_EVEN)
_TRACE = Decimal("1e-8")
_LEAST_MEASURE, _GREATEST_MEASURE = Decimal("1e-15"), Decimal("1e15")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNTRY = re.compile(r"(?!UK)[A-Z]{2}")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
HIGHEST_LEVEL = 1000
RESERVED_ENDINGS = ("_staff", "_comment", "_evidence")
METADATA = (
    "visit_id",
    "questionnaire",
    "version",
    "site",
    "date",
    "wave",
    "time_in",
    "time_out",
    "channel",
    "scenario",
    "service",
    "purpose",
    "status",
    "attempts",
    "shopper",
    "weight",
)


def model_error(code: str, message: str, help_: str = "") -> PydanticCustomError:
    """Return a model error that carries the code and the help of its diagnostic."""
    return PydanticCustomError(code, "{message}", {"message": message, "help": help_})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise model_error("QS203", "a single value is expected here", "write one text, not a list or a mapping")
    if not value.strip():
        raise model_error("QS203", "the value is empty", "give a value or leave the key out")
    return value


def _place(value: object) -> str:
    text = _text(value)
    if not text.isprintable():
        raise model_error("QS203", "a path has a character that cannot be shown", "write the path of a folder")
    return text


def code_problem(text: str) -> str:
    r"""Return why `text` is no code (site, team, shopper, staff, visit), or nothing.

    A code is exact text of 1–64 printable characters in NFC, without outer spaces, `/` or `\`.
    """
    if not text:
        return "is blank"
    if len(text) > 64:
        return f"is {len(text)} characters long; a code has 1 to 64"
    if text != text.strip():
        return "has a space at its start or end"
    if "/" in text or "\\" in text:
        return "holds a / or \\"
    if not text.isprintable():
        hidden = next(character for character in text if not character.isprintable())
        return f"holds a control or invisible character (U+{ord(hidden):04X})"
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        return "is not in Unicode's composed form (NFC)"
    return mangled_by_spreadsheet(text)


def mangled_by_spreadsheet(text: str) -> str:
    """Return that a code is what a spreadsheet makes of a long one, `1.23457E+11`, or nothing."""
    if not _SHORTENED.fullmatch(text):
        return ""
    return "was taken for a number by a spreadsheet, which dropped its last digits: make its column text there"


def read_day(text: str) -> date | None:
    """Return the day that `text` is in the form `YYYY-MM-DD`, or None."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_number(text: str) -> Decimal | None:
    """Return the decimal number that `text` is, or None: no sign, exponent, leading zero, `inf` or `nan`."""
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def read_measure(text: str) -> Decimal | None:
    """Return the measure that `text` is, as programs write numbers (`340.0`, `.5`, `1e-05`), to 15 digits; else None.

    It is 0, or from 10^-15 to 10^15. One that a spreadsheet shows in fewer digits than it has is none.
    """
    if len(text) > _LONGEST_MEASURE or not _MEASURE.fullmatch(text) or _has_lost_digits(text):
        return None
    number = _without_trace(_TO_15_DIGITS.create_decimal(text))
    return number if not number or _LEAST_MEASURE <= number <= _GREATEST_MEASURE else None


def _has_lost_digits(text: str) -> bool:
    match = _SHOWN_SHORTENED.fullmatch(text)
    return match is not None and len(match[2] or "") < int(match[3])


def _without_trace(number: Decimal) -> Decimal:
    """Return a number without the trace of binary arithmetic, which 15 digits alone may still show.

    Five minutes as the difference of two clock times in a sheet is 299.999999999999, with days before the times
    299.999999720603. Nobody measures so finely: where six digits say the same, they are meant.
    """
    if len(number.normalize().as_tuple().digits) < 12 or number == number.to_integral_value():
        return number
    rounded = _TO_6_DIGITS.plus(number)
    return rounded if abs(number - rounded) <= number * _TRACE else number


def measure_text(number: Decimal) -> str:
    """Return a measure as qshop writes it: without exponent and needless zeros."""
    return format(number.normalize(), "f")


def _id(value: object) -> str:
    text = _text(value)
    if not _ID.fullmatch(text):
        raise model_error("QS207", f"“{text[:80]}” is no id", "use a–z, 0–9 and _, a letter first, 64 at most")
    if text.endswith(RESERVED_ENDINGS) or text in METADATA:
        raise model_error("QS207", f"the id “{text}” is taken by a visit column", "choose another name")
    return text


def _code(value: object) -> str:
    text = _text(value)
    problem = code_problem(text)
    if problem:
        raise model_error("QS208", f"the code “{text[:80]}” {problem}", "codes are exact text; mend it at its source")
    return text


def _number(value: object) -> Decimal:
    text = _text(value)
    number = read_number(text)
    if number is None:
        raise model_error("QS204", f"“{text[:40]}” is no number", "write it like 2 or 0.5")
    return number


def _weight(value: object) -> Decimal:
    number = _number(value)
    if not 0 < number <= 1000:
        raise model_error("QS204", f"a weight of {number} makes no sense", "use a number above 0, up to 1000")
    return number


def _weight_or_none(value: object) -> Decimal:
    number = _number(value)
    if number > 1000:
        raise model_error("QS204", f"a weight of {number} makes no sense", "use a number from 0 to 1000")
    return number


def _points(value: object) -> Decimal:
    number = _number(value)
    if number > 1:
        raise model_error("QS204", f"{number} points: an answer gives between 0 and 1", "use a share, such as 0.5")
    return number


def _percent(value: object) -> Decimal:
    number = _number(value)
    if number > 100:
        raise model_error("QS204", f"{number} is no percentage", "use a number from 0 to 100")
    return number


def _shift(value: object) -> Decimal:
    text = _text(value)
    number = _number(text.removeprefix("-"))
    if number > 100:
        raise model_error("QS204", f"{text} percentage points make no sense", "use a number from -100 to 100")
    return -number if text.startswith("-") else number


def _count(value: object) -> int:
    number = _number(value)
    if number != int(number):
        raise model_error("QS204", f"{number} is no whole number", "write it like 5")
    return int(number)


def _people(value: object) -> int:
    number = _count(value)
    if not number:
        raise model_error("QS204", "a team of nobody makes no sense", "say how many people it has, or leave it out")
    return number


def _level(value: object) -> int:
    number = _count(value)
    if number > HIGHEST_LEVEL:
        raise model_error("QS204", f"a scale up to {number} makes no sense", f"use levels up to {HIGHEST_LEVEL}")
    return number


def _full_mark(value: object) -> int:
    number = _count(value)
    if not 0 < number <= HIGHEST_LEVEL:
        message = f"a full mark of {number} makes no sense"
        raise model_error("QS204", message, f"use a whole number from 1 to {HIGHEST_LEVEL}, such as 100")
    return number


def _whole(value: object) -> int:
    text = _text(value)
    if not _WHOLE_NUMBER.fullmatch(text):
        raise model_error("QS204", f"“{text[:40]}” is no whole number", "write it like 5")
    return int(text)


def _flag(value: object) -> bool:
    text = _text(value)
    if text not in ("true", "false"):
        raise model_error("QS206", f"“{text[:40]}” is neither true nor false", "write true or false")
    return text == "true"


def _day(value: object) -> date:
    text = _text(value)
    day = read_day(text)
    if day is None:
        raise model_error("QS205", f"“{text[:40]}” is no date", "write it like 2026-03-31")
    return day


def _month(value: object) -> str:
    text = _text(value)
    if not _MONTH.fullmatch(text) and read_day(text) is None:
        raise model_error("QS205", f"“{text[:40]}” is no month", "write it like 2026-03")
    return text


def _country(value: object) -> str:
    text = _text(value)
    if not _COUNTRY.fullmatch(text):
        help_ = "two capital letters, as in ISO 3166: FR, TR, and GB for the United Kingdom"
        raise model_error("QS206", f"“{text[:40]}” is no country", help_)
    return text


def is_language(text: str) -> bool:
    """Return whether `text` has the form of a language tag."""
    return _LANGUAGE.fullmatch(text) is not None


def _language(value: object) -> str:
    text = _text(value)
    if not is_language(text):
        raise model_error("QS213", f"“{text[:40]}” is no language tag", "use a BCP 47 tag such as en or pt-BR")
    return text


def by_language(value: object, info: ValidationInfo) -> object:
    """Return a text as one in the programme's first language; a mapping by language as it is."""
    first = (info.context or {}).get("first", "en")
    if isinstance(value, str):
        return {first: _text(value)}
    if not isinstance(value, dict) or not value:
        raise model_error("QS203", "text is expected", f"write the text, or one line a language: {first}: …")
    return {first: value[first], **value} if first in value else value


def _schema(**schema: Any) -> WithJsonSchema:  # noqa: ANN401 - JSON Schema is open by nature
    return WithJsonSchema(schema)


def _pattern(expression: str, message: str) -> dict[str, str]:
    """Return the schema of a text by a pattern, with the message that some editors show instead of the pattern."""
    return {"pattern": f"^{expression}$", "patternErrorMessage": message}


# An editor types values before it checks them: it reads 007 as a number and "2" as a text. The schema accepts both.
_NUMERIC = {"type": ["number", "string"], **_pattern(_NUMBER.pattern, "write a number such as 2 or 0.5"), "minimum": 0}
_WHOLE = {"type": ["integer", "string"], **_pattern(r"[0-9]+(\.0+)?", "write a whole number such as 5"), "minimum": 0}
_SIGNED = {"type": ["number", "string"], **_pattern(f"-?{_NUMBER.pattern}", "write a number such as -10 or 2.5")}
_WORDS: dict[str, Any] = {"type": ["string", "number"], "minLength": 1}
_TAG = _pattern(_LANGUAGE.pattern, "use a language tag such as en or pt-BR")
_BY_LANGUAGE = {"type": "object", "propertyNames": _TAG, "additionalProperties": _WORDS, "minProperties": 1}

Text = Annotated[str, BeforeValidator(_text), _schema(**_WORDS)]
Place = Annotated[str, BeforeValidator(_place), _schema(**_WORDS)]
Id = Annotated[
    str,
    BeforeValidator(_id),
    _schema(type="string", **_pattern(_ID.pattern, "use a–z, 0–9 and _, a letter first, 64 at most")),
]
Code = Annotated[str, BeforeValidator(_code), _schema(**_WORDS, maxLength=64)]
Label = Annotated[str, BeforeValidator(_text), _schema(type=["string", "number", "boolean"], minLength=1)]
Number = Annotated[Decimal, BeforeValidator(_number), _schema(**_NUMERIC)]
Weight = Annotated[Decimal, BeforeValidator(_weight), _schema(**_NUMERIC, exclusiveMinimum=0, maximum=1000)]
WeightOrNone = Annotated[Decimal, BeforeValidator(_weight_or_none), _schema(**_NUMERIC, maximum=1000)]
Points = Annotated[Decimal, BeforeValidator(_points), _schema(**_NUMERIC, maximum=1)]
Percent = Annotated[Decimal, BeforeValidator(_percent), _schema(**_NUMERIC, maximum=100)]
Shift = Annotated[Decimal, BeforeValidator(_shift), _schema(**_SIGNED, minimum=-100, maximum=100)]
Count = Annotated[int, BeforeValidator(_count), _schema(**_WHOLE)]
People = Annotated[int, BeforeValidator(_people), _schema(**_WHOLE | {"minimum": 1})]
Whole = Annotated[int, BeforeValidator(_whole), _schema(**_WHOLE)]
FullMark = Annotated[int, BeforeValidator(_full_mark), _schema(**_WHOLE | {"minimum": 1}, maximum=HIGHEST_LEVEL)]
Level = Annotated[int, BeforeValidator(_level), _schema(**_WHOLE, maximum=HIGHEST_LEVEL)]
Flag = Annotated[
    bool, BeforeValidator(_flag), _schema(type=["boolean", "string"], **_pattern("(true|false)", "write true or false"))
]
Day = Annotated[date, BeforeValidator(_day), _schema(type="string", format="date")]
Month = Annotated[
    str,
    BeforeValidator(_month),
    _schema(type="string", **_pattern(f"{_MONTH.pattern}(-[0-9]{{2}})?", "write a month such as 2026-03")),
]
Country = Annotated[
    str,
    BeforeValidator(_country),
    _schema(type="string", **_pattern(_COUNTRY.pattern, "write two letters: FR, GB, TR")),
]
Language = Annotated[str, BeforeValidator(_language), _schema(type="string", **_TAG)]
Words = Annotated[dict[Language, Text], BeforeValidator(by_language), _schema(anyOf=[_WORDS, _BY_LANGUAGE])]
Channel = Literal["face_to_face", "phone", "letter", "email", "chat", "web", "video"]
CHANNELS: tuple[str, ...] = get_args(Channel)
Format = Annotated[Literal["1"], _schema(type=["integer", "string"], **_pattern("1", "write 1"), minimum=1, maximum=1)]


def text_in(words: dict[str, str], language: str) -> str:
    """Return `words` in `language`, or else in the first language they exist in: the programme's, if that is one."""
    return words.get(language) or next(iter(words.values()), "")
