"""Addresses of people, hand-overs and access reviews."""

from django.urls import path

from portal.accounts import access_review_views, assignment_views, handover_views, people_views, views

app_name = "accounts"
urlpatterns = [
    path("ra/", views.sign_out, name="sign-out"),
    path("nguoi-dung/", people_views.people, name="people"),
    path("nguoi-dung/them/", people_views.add_person, name="add-person"),
    path("nguoi-dung/<str:public_id>/", people_views.person, name="person"),
    path("nguoi-dung/<str:public_id>/phan-cong/", people_views.assign, name="assign"),
    path("nguoi-dung/<str:public_id>/ho-ten/", people_views.rename, name="rename-person"),
    path("nguoi-dung/<str:public_id>/dong-tai-khoan/", people_views.close, name="close-account"),
    path("nguoi-dung/<str:public_id>/mo-tai-khoan/", people_views.reopen, name="reopen-account"),
    path("phan-cong/<str:public_id>/ket-thuc/", assignment_views.end_assignment, name="end-assignment"),
    path(
        "phan-cong/<str:public_id>/khoi-phuc/", assignment_views.restore_assignment, name="restore-assignment"
    ),
    path("ban-giao/", handover_views.hand_overs, name="hand-overs"),
    path("ban-giao/<str:public_id>/", handover_views.hand_over, name="hand-over"),
    path("ban-giao/<str:public_id>/hoan-tac/", handover_views.undo, name="undo-hand-over"),
    path("ai-duoc-xem/", access_review_views.access, name="access"),
    path("nang-quyen/", access_review_views.elevate, name="elevate"),
    path("nang-quyen/ket-thuc/", access_review_views.lower, name="lower"),
    path("nang-quyen/<str:public_id>/", access_review_views.elevate_to, name="elevate-to"),
    path("co-chu/", views.choose_text_size, name="text-size"),
    path("doi-don-vi/", views.switch_unit, name="switch-unit"),
]
