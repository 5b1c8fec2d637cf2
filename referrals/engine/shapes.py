"""Shapes of JSON values. Each reads a value into the engine's form, refusing what does not fit, and writes it back.

One description serves both directions, so that loading and dumping cannot drift apart.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType


class FormatError(ValueError):
    """A document is not a guide. `path` names the place ("questions[3].text.carer"), `message` what is expected."""

    def __init__(self, path, message):
        super().__init__(f"{path or 'the document'}: {message}")
        self.path = path
        self.message = message


def inside(path, name):
    """Return the path of a field inside `path`."""
    return f"{path}.{name}" if path else name


def _refuse(path, expected, value):
    text = json.dumps(value, ensure_ascii=True, default=repr)
    raise FormatError(path, f"expected {expected}, found {text if len(text) <= 60 else text[:57] + '...'}")


@dataclass(frozen=True)
class Scalar:
    """A value that stays as it is when the test accepts it."""

    expected: str
    accepts: Callable[[object], bool]

    def read(self, value, path):
        """Return the value, or raise FormatError."""
        return value if self.accepts(value) else _refuse(path, self.expected, value)

    def write(self, value):
        """Return the value for the document."""
        return value


def one_of(*values):
    """Return the shape of a value from a fixed list."""
    names = ", ".join(json.dumps(value) for value in values)
    kinds = {type(value) for value in values}
    return Scalar(f"one of {names}", lambda value: type(value) in kinds and value in values)


@dataclass(frozen=True)
class Optional:
    """A value or null. A null is read as `empty`."""

    shape: object
    empty: object = None

    @property
    def expected(self):
        """What may stand here, in words."""
        return f"{self.shape.expected} or null"

    def read(self, value, path):
        """Return `empty` for null, else what the shape reads."""
        return self.empty if value is None else self.shape.read(value, path)

    def write(self, value):
        """Return null for None, else what the shape writes."""
        return None if value is None else self.shape.write(value)


@dataclass(frozen=True)
class ListOf:
    """A list of one shape, read into a tuple."""

    shape: object
    at_least: int = 0

    @property
    def expected(self):
        """What may stand here, in words."""
        return f"a list of {self.shape.expected}" + (f", at least {self.at_least}" if self.at_least else "")

    def read(self, value, path):
        """Return a tuple of what the shape reads."""
        if not isinstance(value, list) or len(value) < self.at_least:
            _refuse(path, self.expected, value)
        return tuple(self.shape.read(item, f"{path}[{n}]") for n, item in enumerate(value))

    def write(self, value):
        """Return a list."""
        return [self.shape.write(item) for item in value]


@dataclass(frozen=True)
class MapOf:
    """An object whose values have one shape. `names` are its exact fields; without them any key will do.

    With `some`, any of the names may be missing.
    """

    shape: object
    names: tuple[str, ...] = ()
    expected: str = "an object"
    some: bool = False

    def read(self, value, path):
        """Return a mapping that cannot be changed, in the order of `names`."""
        if not isinstance(value, dict):
            _refuse(path, self.expected, value)
        if self.names:
            _require_fields(value, dict.fromkeys(self.names, self.shape), path, missing=self.names if self.some else ())
        names = [name for name in self.names if name in value] if self.names else value
        return MappingProxyType({name: self.shape.read(value[name], inside(path, name)) for name in names})

    def write(self, value):
        """Return a plain dict."""
        return {name: self.shape.write(item) for name, item in value.items()}


@dataclass(frozen=True)
class Record:
    """An object with exactly these fields, read into `make`. `renamed` maps a field to another attribute name.

    `constants` are fields that must have one value; they are checked, written back and not kept. `later` holds, for
    fields that documents written before them lack, the value that a missing one has.
    """

    make: type
    fields: dict
    renamed: dict = field(default_factory=dict)
    constants: dict = field(default_factory=dict)
    later: dict = field(default_factory=dict)

    @property
    def expected(self):
        """What may stand here, in words."""
        return f"an object with the fields {', '.join((*self.constants, *self.fields))}"

    def read(self, value, path):
        """Return an instance of `make`, or raise FormatError for a wrong, unknown or missing field."""
        if not isinstance(value, dict):
            _refuse(path, self.expected, value)
        value = {**self.later, **value}
        constants = {name: one_of(constant) for name, constant in self.constants.items()}
        _require_fields(value, {**constants, **self.fields}, path)
        for name, shape in constants.items():
            shape.read(value[name], inside(path, name))
        read = {name: shape.read(value[name], inside(path, name)) for name, shape in self.fields.items()}
        return self.make(**{self.renamed.get(name, name): item for name, item in read.items()})

    def write(self, value):
        """Return a plain dict with every field."""
        written = {
            name: shape.write(getattr(value, self.renamed.get(name, name))) for name, shape in self.fields.items()
        }
        return {**self.constants, **written}


@dataclass(frozen=True)
class Variant:
    """An object whose fields depend on the value of one of them."""

    by: str
    records: dict

    @property
    def expected(self):
        """What may stand here, in words."""
        return f"an object with the field {self.by}"

    def read(self, value, path):
        """Return what the record for this value of the deciding field reads."""
        if not isinstance(value, dict):
            _refuse(path, self.expected, value)
        deciding = one_of(*self.records)
        if self.by not in value:
            raise FormatError(inside(path, self.by), f"is missing; expected {deciding.expected}")
        return self.records[deciding.read(value[self.by], inside(path, self.by))].read(value, path)

    def write(self, value):
        """Return a plain dict with the fields of its kind."""
        return self.records[getattr(value, self.by)].write(value)


@dataclass(frozen=True)
class Wrapped:
    """A value that the engine keeps as the only attribute of `make`."""

    make: type
    attribute: str
    shape: object
    expected: str

    def read(self, value, path):
        """Return an instance of `make`."""
        return self.make(self.shape.read(value, path))

    def write(self, value):
        """Return what the shape writes of the attribute."""
        return self.shape.write(getattr(value, self.attribute))


def _require_fields(value, shapes, path, *, missing=()):
    """Refuse fields that are not known, and fields that are not there but for those that may be `missing`."""
    for name in value:
        if name not in shapes:
            raise FormatError(inside(path, str(name)), f"is not a known field; expected {', '.join(shapes)}")
    for name, shape in shapes.items():
        if name not in value and name not in missing:
            raise FormatError(inside(path, name), f"is missing; expected {shape.expected}")
