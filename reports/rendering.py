"""Draws the content of a report into files; an issued report's once, after its hash was checked."""

import hashlib
from datetime import datetime

from portal.core import jobs
from portal.core.documents import render_pdf
from reports import content
from reports.models import Report, ReportFile

FORMATS = {"pdf": "application/pdf"}


class TamperedContent(RuntimeError):
    """An issued report's content no longer fits its hash: nothing is drawn from it."""


def draw(frozen: dict, format: str, *, made_at: datetime) -> bytes:
    """The bytes of a file in a format. The same content and moment give the same bytes."""
    if format != "pdf":
        raise ValueError(f"unknown format {format}")
    return render_pdf("paper", frozen, made_at=made_at)


def draw_issued(report: Report, format: str = "pdf") -> ReportFile:
    """The file of an issued report, drawn once and kept; asked again, the one that is kept."""
    kept = ReportFile.objects.filter(report=report, format=format).first()
    if kept:
        jobs.done_elsewhere(job_key(report))
        return kept
    frozen = report.frozen_content
    if report.issued_at is None or content.content_digest(frozen) != report.content_hash:
        raise TamperedContent(report.public_id)
    data = draw(frozen, format, made_at=report.issued_at)
    file, _made = ReportFile.objects.get_or_create(
        report=report,
        format=format,
        defaults={"data": data, "sha256": hashlib.sha256(data).hexdigest(), "made_at": report.issued_at},
    )
    # Drawn from the shell, it is no longer owed: the job may have been given up.
    jobs.done_elsewhere(job_key(report))
    return file


def job_key(report: Report) -> str:
    """The key of the job that draws a report's PDF."""
    return f"reports.draw_pdf:{report.pk}"
