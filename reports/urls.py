"""Addresses of reports."""

from django.urls import path

from reports import paper_views, views

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("lap/", views.begin_report, name="begin"),
    path("the-thuc/", paper_views.letterhead, name="letterhead"),
    path("<str:public_id>/", views.detail, name="detail"),
    path("<str:public_id>/ban-in/", paper_views.paper, name="paper"),
    path("<str:public_id>/sua/", views.edit, name="edit"),
    path("<str:public_id>/gui/", views.issue, name="issue"),
    path("<str:public_id>/in-lai/", paper_views.draw_again, name="draw-again"),
    path("<str:public_id>/bao-cao.<slug:format>", paper_views.download, name="download"),
]
