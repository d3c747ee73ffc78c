"""The files a demo school discloses: one small PDF of each kind, used in every year."""

import hashlib

from django.core.files.base import ContentFile

from cms.demo.pdf import make_pdf
from cms.demo.schools import SchoolSpec
from cms.media.models import Attachment

TITLES = {
    "thanh-lap": "Quyết định thành lập trường",
    "hoi-dong": "Quyết định công nhận hội đồng trường",
    "bo-nhiem": "Quyết định bổ nhiệm hiệu trưởng, phó hiệu trưởng",
    "quy-che": "Quy chế tổ chức và hoạt động",
    "ke-hoach": "Kế hoạch giáo dục của nhà trường",
    "phoi-hop": "Quy chế phối hợp giữa nhà trường, gia đình và xã hội",
    "danh-gia-ngoai": "Báo cáo đánh giá ngoài",
    "quyet-toan": "Quyết toán thu – chi ngân sách (Biểu số 4)",
    "du-toan": "Dự toán thu – chi ngân sách được giao (Biểu số 2)",
    "quy-1": "Quý I: đánh giá thực hiện dự toán thu – chi ngân sách (Biểu số 3)",
    "quy-2": "Quý II và 6 tháng: đánh giá thực hiện dự toán thu – chi ngân sách (Biểu số 3)",
    "quy-3": "Quý III: đánh giá thực hiện dự toán thu – chi ngân sách (Biểu số 3)",
    "quy-4": "Quý IV và cả năm: đánh giá thực hiện dự toán thu – chi ngân sách (Biểu số 3)",
}


class Papers:
    """The school's files by kind, written when first asked for."""

    def __init__(self, spec: SchoolSpec) -> None:
        self.spec = spec
        self.written: dict[str, int] = {}

    def of(self, kind: str) -> tuple[str, int]:
        """Return the title and the file's id."""
        if kind not in self.written:
            self.written[kind] = self._write(TITLES[kind])
        return TITLES[kind], self.written[kind]

    def _write(self, title: str) -> int:
        content = make_pdf(
            [title, self.spec.name, "Văn bản này thuộc bản trình diễn; mọi nội dung đều do hệ thống tạo ra."]
        )
        row = Attachment(
            title=title,
            file_size=len(content),
            file_hash=hashlib.sha1(content, usedforsecurity=False).hexdigest(),
        )
        row.file.save("cong-khai.pdf", ContentFile(content), save=False)
        row.save()
        return int(row.pk)
