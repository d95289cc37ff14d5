"""The text of a file as the machines of the counties write it."""

import pytest

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.reading import decoded

TEXT = "单位,已转移\n东山县,12\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_reads_the_same_in_each_encoding_that_office_programs_write(context, encoding):
    assert decoded(TEXT.encode(encoding), "a.csv", context) == TEXT


def test_utf_16_of_either_order_is_read_by_its_mark(context):
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert decoded(mark + TEXT.encode(encoding), "a.csv", context).endswith(TEXT)


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"PK\x03\x04\x00\x00", b"\x80\xff\xff\xff"])
def test_what_is_no_text_is_refused_with_its_name(context, content):
    with pytest.raises(Refused, match=r"a\.csv"):
        decoded(content, "a.csv", context)


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b",,;\n,;\n", "\ufeff\n".encode()])
def test_a_file_of_separators_alone_is_empty(context, content):
    with pytest.raises(Refused, match=r"a\.csv"):
        decoded(content, "a.csv", context)
