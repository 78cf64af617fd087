from decimal import Decimal

import pytest

from assistant.answering.model.figures import figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.250,5 euro, 1,250.5 euro, 1 250,5 euro", ["1250.5"]),
        ("19.861 boetes in 2023", ["19861", "2023"]),
        ("2,5 en 2.50 maar niet 25", ["2.5", "25"]),
        ("vijf, five, cinq, 5", ["5"]),
        ("vijfentwintig, tweeëntwintig, éénentwintig", ["25", "22", "21"]),
        ("5 miljoen, five million, cinq millions", ["5", "1000000"]),
        ("de helft, half, la moitié, 50 procent", ["0.5", "50"]),
        ("een brug, one bridge, un pont, onze brug", []),
        ("op 2024-03-07", ["2024", "3", "7"]),
    ],
)
def test_a_figure_is_its_number_however_it_is_written(text: str, found: list[str]) -> None:
    assert figures(text) == {Decimal(number) for number in found}
