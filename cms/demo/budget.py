"""The decision by which a demo school makes the accounts of a year known, two pages with its own figures."""

from typing import Any

from cms.demo.disclosed import money
from cms.demo.disclosed.population import year_figures
from cms.demo.schools import SchoolSpec

YEAR = 2025


def decision(spec: SchoolSpec, code: str) -> dict[str, Any]:
    """Return the document as `papers.yaml` writes others, with the pages of its file."""
    return {
        "number": f"19/QĐ-{code}",
        "kind": "quyet-dinh",
        "field": "tai-chinh",
        "days": 172,
        "title": f"Về việc công bố quyết toán thu – chi ngân sách năm {YEAR}",
        "pages": [_decision(spec), _annex(spec)],
    }


def _decision(spec: SchoolSpec) -> list[str]:
    return [
        "QUYẾT ĐỊNH",
        f"Về việc công bố quyết toán thu – chi ngân sách năm {YEAR} của {spec.name}",
        "HIỆU TRƯỞNG",
        "Căn cứ Thông tư số 61/2017/TT-BTC ngày 15 tháng 6 năm 2017 và Thông tư số 90/2018/TT-BTC ngày 28 tháng 9 năm "
        "2018 của Bộ Tài chính hướng dẫn về công khai ngân sách đối với đơn vị dự toán ngân sách;",
        "Theo đề nghị của bộ phận kế toán,",
        "QUYẾT ĐỊNH:",
        f"Điều 1. Công bố số liệu quyết toán thu – chi ngân sách năm {YEAR} theo thuyết minh kèm theo Quyết định này.",
        "Điều 2. Bộ phận kế toán niêm yết tại bảng tin và đăng trên trang thông tin điện tử của nhà trường trong 90 ngày.",
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký.",
        spec.principal,
        "Văn bản này thuộc bản trình diễn; mọi nội dung đều do hệ thống tạo ra.",
    ]


def _annex(spec: SchoolSpec) -> list[str]:
    book = money.accounts(year_figures(spec, YEAR))
    rows = (
        ("Ngân sách nhà nước cấp", book.budget),
        ("Thu từ người học", book.pupils),
        ("Tài trợ, viện trợ", book.gifts),
        ("Thu khác", book.other),
        ("Tổng thu", book.income),
        ("Chi lương và thu nhập", book.wages),
        ("Chi cơ sở vật chất và dịch vụ", book.facilities),
        ("Chi hỗ trợ người học", book.support),
        ("Chi khác", book.rest),
        ("Tổng chi", book.regular),
    )
    return [
        f"Thuyết minh công khai tài chính năm {YEAR}",
        spec.name,
        f"Kèm theo Quyết định công bố quyết toán thu – chi ngân sách năm {YEAR}. Đơn vị tính: đồng.",
        *(f"{name}: {f'{amount:,}'.replace(',', '.')}" for name, amount in rows),
        "Phụ huynh có ý kiến về công khai tài chính xin gửi bộ phận kế toán hoặc hộp thư góp ý của nhà trường.",
    ]
