"""Numbers and addresses are taken as people write them, and nothing else is taken for one."""

import pytest
from pydantic import BaseModel, ValidationError

from playbook_plugins.model.reach import Email, Phone


class _Ways(BaseModel):
    phone: Phone | None = None
    email: Email | None = None


@pytest.mark.parametrize(
    ("written", "read"),
    [("01632 960123", "01632 960123"), ("tel: 01632 960123", "01632 960123"), ("+44 (0)1632 960-123", "+44 (0)1632 960-123"), ("01632 960123 ext 4", "01632 960123 ext 4"), ("112", "112"), ("01632/960123", "01632/960123"), ("0044 (0)1632 960123 x1234", "0044 (0)1632 960123 x1234"), ("01632 960123 (Mon-Fri 8-18)", "01632 960123 (Mon-Fri 8-18)")],
)
def test_a_number_is_kept_as_it_was_written(written, read):
    assert _Ways(phone=written).phone == read


@pytest.mark.parametrize("written", ["ask Anna", "", "hello@quay.example", "see below", "4 Mill Lane", "Harrow Hill and 15 miles round it"])
def test_what_nobody_can_ring_is_no_number(written):
    with pytest.raises(ValidationError, match="no number to ring"):
        _Ways(phone=written)


@pytest.mark.parametrize("between", [", ", " / ", "; ", " or ", " ", " - ", " (day), "])
def test_two_numbers_are_not_dialled_as_one(between):
    with pytest.raises(ValidationError, match="more than one number.Write one number here"):
        _Ways(phone=f"01632 960777{between}01632 960555")


@pytest.mark.parametrize(("written", "read"), [("hello@quay.example", "hello@quay.example"), ("mailto:ola@quay.example", "ola@quay.example")])
def test_an_address_is_taken_whole(written, read):
    assert _Ways(email=written).email == read


@pytest.mark.parametrize("written", ["hello at quay", "hello@quay", "@quay.example", "a b@quay.example", "hello@quay.example."])
def test_half_an_address_is_none(written):
    with pytest.raises(ValidationError, match="no address to write to"):
        _Ways(email=written)
