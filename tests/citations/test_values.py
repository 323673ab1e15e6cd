"""What the package hands out is made quickly, and is still a frozen dataclass in every way."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, fields, replace
from inspect import signature

import pytest

from citations import model
from citations.model import DateValue, Identifier, Name
from citations.values import frozen


@frozen
class _Place:
    name: str
    page: int | None = None
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _AsPython:
    name: str
    page: int | None = None
    kinds: tuple[str, ...] = ()


def test_it_is_made_by_position_and_by_name() -> None:
    assert _Place("a") == _Place(name="a", page=None, kinds=())
    assert _Place("a", 2, ("b",)) == _Place("a", kinds=("b",), page=2)
    assert repr(_Place("a", 2)) == "_Place(name='a', page=2, kinds=())"
    assert signature(_Place) == signature(_AsPython)
    with pytest.raises(TypeError, match="name"):
        _Place()  # type: ignore[call-arg]  # what is tested


@pytest.mark.parametrize("value", [_Place("a", 1), DateValue("May 2, 2018", "2018-05-02")])
def test_nothing_changes_it(value: _Place | DateValue) -> None:
    for field in fields(value):
        with pytest.raises(FrozenInstanceError):
            setattr(value, field.name, "x")
    assert not hasattr(value, "__dict__")
    assert hash(value) == hash(pickle.loads(pickle.dumps(value)))
    assert pickle.loads(pickle.dumps(value)) == value


def test_a_copy_differs_where_it_is_told() -> None:
    name = Name(family="Roe", given="Jane")
    assert replace(name, given="John") == Name(family="Roe", given="John")
    assert replace(Identifier("doi", "10.1/x"), value="10.1/y").scheme == "doi"


def test_every_value_of_the_model_is_frozen() -> None:
    made = [each for each in vars(model).values() if hasattr(each, "__dataclass_params__")]
    assert len(made) > 10
    for each in made:
        assert each.__dataclass_params__.frozen
        assert each.__slots__ == tuple(field.name for field in fields(each))
