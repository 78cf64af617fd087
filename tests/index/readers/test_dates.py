import datetime as dt

import pytest

from index.readers.dates import written_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Plenaire vergadering van woensdag 28 oktober 2015, 10.30u", dt.date(2015, 10, 28)),
        ("Jeudi 1er mars 2012 Après-midi", dt.date(2012, 3, 1)),
        ("MARDI 4 FÉVRIER 2014", dt.date(2014, 2, 4)),
        ("sitting of 4 June 2020", dt.date(2020, 6, 4)),
        ("31 februari 2015, verplaatst naar 2 maart 2015", dt.date(2015, 3, 2)),
        ("267 (2015-2016)", None),
        ("", None),
    ],
)
def test_the_first_possible_date_written_out_is_found(text: str, date: dt.date | None) -> None:
    assert written_date(text) == date
