from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.numbering import Sequence
from tests.conftest import CITY_DIR

FORM = load_city(CITY_DIR).plan.reference
SEQUENCE = Sequence(FORM, "漳汛电", 2023)
numbers = st.integers(1, 5000)


@given(numbers, st.integers(2020, 2040))
def test_a_reference_is_read_back(number, year):
    sequence = Sequence(FORM, "漳汛电", year)
    assert sequence.number_of(sequence.reference(number)) == number


@given(st.sets(numbers, max_size=20))
def test_the_next_number_follows_the_highest(used):
    documents = [SEQUENCE.reference(number) for number in used]
    assert SEQUENCE.number_of(SEQUENCE.following(documents)) == max(used, default=0) + 1


def test_other_years_and_other_prefixes_are_counted_apart():
    documents = [
        "漳汛电〔2022〕90号",
        "漳汛〔2023〕40号",
        "漳汛电〔2023〕3号",
        "",
        "漳汛电〔2023〕号",
        "漳汛电〔2023〕x号",
        "7",
    ]
    assert SEQUENCE.following(documents) == "漳汛电〔2023〕4号"
    assert Sequence(FORM, "漳汛", 2023).following(documents) == "漳汛〔2023〕41号"
