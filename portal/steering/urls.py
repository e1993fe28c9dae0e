"""Addresses of the steering committee."""

from django.urls import path

from portal.steering.directives import file_views as directive_files
from portal.steering.directives import views as directives

app_name = "steering"
urlpatterns = [
    path("van-ban/", directives.directive_list, name="directives"),
    path("van-ban/them/", directives.new, name="new-directive"),
    path("van-ban/tu-tep/", directive_files.read_file, name="read-file"),
    path("van-ban/<str:public_id>/", directives.detail, name="directive"),
    path("van-ban/<str:public_id>/sua/", directives.edit, name="edit-directive"),
    path("van-ban/<str:public_id>/het-hieu-luc/", directives.end, name="end-directive"),
    path("van-ban/<str:public_id>/khoi-phuc/", directives.restore, name="restore-directive"),
    path("van-ban/<str:public_id>/tep/", directive_files.download, name="directive-file"),
    path("van-ban/<str:public_id>/tai-tep-len/", directive_files.attach, name="attach-file"),
    path("van-ban/<str:public_id>/go-tep/", directive_files.detach, name="detach-file"),
]
