"""Job handlers of reports: ids in, one function called."""

from reports.models import Report
from reports.rendering import draw_issued


def draw_pdf(report_id: int) -> None:
    """Draw an issued report's PDF; run twice, it finds the file and does nothing."""
    draw_issued(Report.objects.unscoped("job: draw an issued report").get(pk=report_id))
