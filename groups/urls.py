"""Addresses of groups and coverage."""

from django.urls import path

from groups import confirmation_views, coverage_views, inspection_views, list_views, rollout_views, views

app_name = "groups"
urlpatterns = [
    path("", list_views.group_list, name="list"),
    path("dang-ky/", views.new, name="new"),
    path("so-thanh-vien/", list_views.count_list, name="counts"),
    path("xac-nhan/", confirmation_views.to_confirm, name="to-confirm"),
    path("xac-nhan/hoan-tac/", confirmation_views.undo_confirmations, name="undo-confirmations"),
    path("lan-xac-nhan/", list_views.confirmation_list, name="confirmations"),
    path("do-phu/", coverage_views.coverage, name="coverage"),
    path("do-phu/mau-so/", coverage_views.base, name="base"),
    path("trien-khai/", rollout_views.rollout, name="rollout"),
    path("trien-khai/thoi-han/", rollout_views.deadline, name="rollout-deadline"),
    path("trien-khai/nhac/", rollout_views.remind, name="rollout-remind"),
    path("trien-khai/<slug:stage>/", rollout_views.note_stage, name="note-stage"),
    path("trien-khai/<slug:stage>/bo/", rollout_views.take_back_stage, name="take-back-stage"),
    path("kiem-tra/", inspection_views.inspection_list, name="inspections"),
    path("kiem-tra/<str:public_id>/", inspection_views.detail, name="inspection"),
    path("kiem-tra/<str:public_id>/sua/", inspection_views.edit, name="edit-inspection"),
    path("kiem-tra/<str:public_id>/go/", inspection_views.withdraw, name="withdraw-inspection"),
    *(
        path(
            f"kiem-tra/<str:public_id>/{slug}/",
            inspection_views.move,
            {"name": name},
            name=f"{name}-inspection",
        )
        for slug, name in (("xong", "finish"), ("bo", "drop"), ("lai", "reopen"))
    ),
    path("<str:public_id>/", views.detail, name="detail"),
    path("<str:public_id>/kiem-tra/", inspection_views.new, name="inspect"),
    path("<str:public_id>/sua/", views.edit, name="edit"),
    path("<str:public_id>/dem/", confirmation_views.count, name="count"),
    path("<str:public_id>/xac-nhan/", confirmation_views.confirm, name="confirm"),
    path("<str:public_id>/ngung/", views.close, name="close"),
    path("<str:public_id>/mo-lai/", views.reopen, name="reopen"),
    path("<str:public_id>/qr.svg", views.qr, name="qr"),
]
