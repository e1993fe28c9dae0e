"""`manage.py verify_audit`: verifies the hash chain and whether sealing runs. Exit code 1 when not."""

import json
import sys
from argparse import ArgumentTypeError
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.core import clock
from portal.core.audit.sealing_job import INTERVAL, keep, log_delay
from portal.core.audit.unsealed import UnsealedEntries, unsealed, unsealed_entries
from portal.core.audit.verification import Verification, verify
from portal.core.day_input import day_argument
from portal.core.formatting import length_of_time, moment, number
from portal.core.models import AuditCheck


def noted_head(text: str) -> tuple[int, str]:
    """A head as an earlier run printed it: NUMBER:HASH, of the hash at least 16 characters."""
    seal, _colon, digest = text.partition(":")
    if not seal.isdecimal() or len(digest) < 16:
        raise ArgumentTypeError("viết như lần kiểm tra trước đã in: SỐ:MÃ, ví dụ 412:0f3a9c…")
    return int(seal), digest


class Command(BaseCommand):
    help = (
        "Walk along the seals of the audit: what is whole, where something was altered, removed or inserted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the verdict as JSON")
        parser.add_argument(
            "--from", dest="since", type=day_argument, help="only seals made since YYYY-MM-DD"
        )
        parser.add_argument(
            "--head", type=noted_head, help="NUMBER:HASH of a seal noted earlier, outside the database"
        )

    def handle(self, *, since: date | None, head: tuple[int, str] | None, **options: Any) -> None:
        """Verify the hash chain and print the verdict; exit code 1 for any fault."""
        began = clock.machine_now()
        verdict = verify(since=since, head=head)
        if since is None:
            keep(verdict, AuditCheck(began_at=began))
        delayed = unsealed_entries()
        log_delay(delayed)
        result = self._result(verdict, unsealed().count(), delayed)
        self.stdout.write(
            json.dumps(result, ensure_ascii=False) if options["json"] else self._words(verdict, result, since)
        )
        if verdict.faults or delayed.delay:
            sys.exit(1)

    def _result(self, verdict: Verification, unsealed_count: int, delayed: UnsealedEntries) -> dict:
        first, oldest = verdict.first, delayed.oldest
        return {
            "whole": not verdict.faults and not delayed.delay,
            "seals": verdict.seals,
            "entries": verdict.entries,
            "trimmed": verdict.trimmed,
            "faults": verdict.faults,
            "first_fault": first
            and {
                "seal": first.number,
                "kind": str(first.kind),
                "words": str(first.kind.label),
                "after": first.after and first.after.isoformat(),
                "until": first.until and first.until.isoformat(),
            },
            "unsealed": unsealed_count,
            "oldest_unsealed": oldest and oldest.isoformat(),
            "delay": delayed.delay and {"kind": str(delayed.delay), "words": str(delayed.delay.label)},
            "head": f"{verdict.reached}:{verdict.reached_hash}" if verdict.reached else "",
        }

    def _words(self, verdict: Verification, result: dict, since: date | None) -> str:
        lines = []
        if first := verdict.first:
            until = f", niêm phong lúc {moment(first.until)}" if first.until else ""
            lines += [
                self.style.ERROR(
                    f"KHÔNG KHỚP ở {number(verdict.faults)} niêm phong. Đầu tiên: số {first.number}{until}: {first.kind.label}."
                ),
                "Giữ nguyên hiện trạng, sao lưu cơ sở dữ liệu và báo người phụ trách an toàn thông tin.",
            ]
        if delay := result["delay"]:
            oldest = moment(datetime.fromisoformat(result["oldest_unsealed"]))
            lines.append(
                self.style.ERROR(
                    f"NIÊM PHONG ĐANG DỪNG: {delay['words']}. Dòng cũ nhất chưa niêm phong ghi lúc {oldest}. "
                    "Xem đồng hồ của máy chủ, tiến trình beat và giao dịch đang mở của cơ sở dữ liệu."
                )
            )
        if verdict.seals:
            whole = "Phần còn nguyên vẹn" if verdict.first else "Nguyên vẹn"
            lines.append(
                f"{whole}: {number(verdict.seals)} niêm phong, {number(verdict.entries)} dòng nhật ký"
                + (
                    f", và {number(verdict.trimmed)} dòng đã rút gọn theo thời hạn."
                    if verdict.trimmed
                    else "."
                )
            )
        elif not verdict.first:
            lines.append("Không có niêm phong nào từ ngày đó." if since else "Chưa có niêm phong nào.")
        if result["unsealed"]:
            lines.append(
                f"Chưa niêm phong: {number(result['unsealed'])} dòng mới ghi; tự niêm phong mỗi {length_of_time(INTERVAL)}."
            )
        if result["head"]:
            lines.append(f"Niêm phong cuối: {result['head']}")
            lines.append(
                "Ghi lại dòng này ở nơi khác; lần sau kiểm tra với --head để thấy nếu phần cuối bị cắt."
            )
        return "\n".join(lines)
