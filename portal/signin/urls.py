"""Addresses of signing in."""

from django.urls import path

from portal.signin import own_views, person_views, sign_in_views

app_name = "signin"
urlpatterns = [
    path("vao/", sign_in_views.SignIn.as_view(), name="sign-in"),
    path("vao/ma/", sign_in_views.code, name="code"),
    path("ung-dung-xac-thuc/", sign_in_views.set_up, name="set-up"),
    path("dang-nhap/", own_views.own, name="own"),
    path("dang-nhap/doi-dien-thoai/", own_views.change_phone, name="change-phone"),
    path("dang-nhap/ma-du-phong/", own_views.new_recovery_codes, name="new-recovery-codes"),
    path("dang-nhap/ket-thuc/", own_views.end_session, name="end-session"),
    path("dang-nhap/ket-thuc-khac/", own_views.end_other_sessions, name="end-other-sessions"),
    path("dang-nhap/con-day/", own_views.here, name="here"),
    path("mat-khau/", own_views.change_password, name="password"),
    path("nguoi-dung/<str:public_id>/mat-khau/", person_views.initial_password, name="initial-password"),
    path(
        "nguoi-dung/<str:public_id>/go-xac-thuc/",
        person_views.reset_authenticator,
        name="reset-authenticator",
    ),
    path("nguoi-dung/<str:public_id>/cho-thu-lai/", person_views.let_try_again, name="let-try-again"),
    path("nguoi-dung/<str:public_id>/ket-thuc-phien/", person_views.end_sessions, name="end-sessions"),
]
