from django.urls import path

from portal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("ra/", views.sign_out, name="sign-out"),
    path("nguoi-dung/", views.people, name="people"),
    path("nguoi-dung/them/", views.add_person, name="add-person"),
    path("nguoi-dung/ket-thuc/", views.end_assignment, name="end-assignment"),
    path("doi-don-vi/", views.switch_unit, name="switch-unit"),
]
