from django.urls import path

from portal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("vao/", views.SignIn.as_view(), name="sign-in"),
    path("ra/", views.sign_out, name="sign-out"),
    path("nguoi-dung/", views.people, name="people"),
    path("nguoi-dung/them/", views.add_person, name="add-person"),
    path("nguoi-dung/ket-thuc/", views.end_assignment, name="end-assignment"),
    path("mat-khau/", views.change_password, name="password"),
    path("doi-don-vi/", views.switch_unit, name="switch-unit"),
]
