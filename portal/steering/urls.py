"""Addresses of the steering committee."""

from django.urls import path

from portal.steering.activities import file_views as activity_files
from portal.steering.activities import finding_views as findings
from portal.steering.activities import views as activities
from portal.steering.answers import views as answers
from portal.steering.assessments import sheet_views as sheets
from portal.steering.assessments import views as assessments
from portal.steering.boards import views as boards
from portal.steering.committee.views import committee
from portal.steering.difficulties import views as difficulties
from portal.steering.directives import file_views as directive_files
from portal.steering.directives import views as directives
from portal.steering.letterheads import views as letterheads
from portal.steering.owed.views import own
from portal.steering.papers import views as papers
from portal.steering.plans import cost_views as plan_costs
from portal.steering.plans import task_views as tasks
from portal.steering.plans import views as plans
from portal.steering.unit_settings.views import unit_settings

app_name = "steering"
urlpatterns = [
    path("the-thuc/<str:issuer>/", letterheads.letterhead, name="letterhead"),
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
    path("van-ban/<str:public_id>/yeu-cau-tra-loi/", answers.ask, name="ask-answers"),
    path("van-ban/<str:public_id>/nhac-tra-loi/", answers.remind, name="remind-answers"),
    path("tra-loi/<str:public_id>/", answers.detail, name="answer"),
    *(
        path(f"tra-loi/<str:public_id>/{slug}/", answers.move, {"name": name}, name=f"{page}-answer")
        for slug, name, page in (
            ("gui", "give", "give"),
            ("sua", "correct", "correct"),
            ("rut-tra-loi", "take_back", "take-back"),
            ("bo-sung", "send_back", "send-back"),
            ("doi-han", "postpone", "postpone"),
            ("rut", "withdraw", "withdraw"),
            ("lai", "restore", "restore"),
        )
    ),
    path("hoat-dong/", activities.activity_list, name="activities"),
    path("hoat-dong/them/", activities.new, name="new-activity"),
    path("hoat-dong/<str:public_id>/", activities.detail, name="activity"),
    path("hoat-dong/<str:public_id>/sua/", activities.edit, name="edit-activity"),
    path("hoat-dong/<str:public_id>/go/", activities.withdraw, name="withdraw-activity"),
    path("hoat-dong/<str:public_id>/bien-ban/", activity_files.download, name="minutes"),
    path("hoat-dong/<str:public_id>/tai-bien-ban-len/", activity_files.attach, name="attach-minutes"),
    path("hoat-dong/<str:public_id>/go-bien-ban/", activity_files.detach, name="detach-minutes"),
    path("hoat-dong/<str:public_id>/can-khac-phuc/", findings.new, name="new-finding"),
    path("can-khac-phuc/", findings.finding_list, name="findings"),
    path("can-khac-phuc/<str:public_id>/", findings.detail, name="finding"),
    path("can-khac-phuc/<str:public_id>/sua/", findings.edit, name="edit-finding"),
    path("can-khac-phuc/<str:public_id>/xong/", findings.move, {"name": "finish"}, name="finish-finding"),
    path("can-khac-phuc/<str:public_id>/bo/", findings.move, {"name": "drop"}, name="drop-finding"),
    path("can-khac-phuc/<str:public_id>/lai/", findings.move, {"name": "reopen"}, name="reopen-finding"),
    path("an-toan-antt/", assessments.assessment_list, name="assessments"),
    path("an-toan-antt/dang-ky/", assessments.register, name="register-subjects"),
    path("an-toan-antt/bo-dang-ky/", assessments.unregister, name="unregister-subjects"),
    path("an-toan-antt/<str:public_id>/", sheets.detail, name="assessment"),
    path("an-toan-antt/<str:public_id>/danh-gia/", sheets.judge, name="judge-assessment"),
    path("an-toan-antt/<str:public_id>/de-nghi/", sheets.propose, name="propose-assessment"),
    path("an-toan-antt/<str:public_id>/rut-de-nghi/", sheets.withdraw, name="withdraw-proposal"),
    path("an-toan-antt/<str:public_id>/ket-qua/", sheets.decide, name="decide-assessment"),
    path("an-toan-antt/<str:public_id>/mo-lai/", sheets.reopen, name="reopen-assessment"),
    path("kho-khan/", difficulties.difficulty_list, name="difficulties"),
    path("kho-khan/neu/", difficulties.raise_difficulty, name="raise-difficulty"),
    path("kho-khan/<str:public_id>/", difficulties.detail, name="difficulty"),
    *(
        path(
            f"kho-khan/<str:public_id>/{slug}/", difficulties.move, {"name": name}, name=f"{page}-difficulty"
        )
        for slug, name, page in (
            ("tra-loi", "answer", "answer"),
            ("chuyen-len", "pass_up", "pass-up"),
            ("da-xong", "close", "close"),
            ("hoi-lai", "reopen", "reopen"),
            ("rut", "withdraw", "withdraw"),
            ("neu-lai", "restore", "restore"),
        )
    ),
    path("ke-hoach/", plans.plan_list, name="plans"),
    path("ke-hoach/them/", plans.new, name="new-plan"),
    path("ke-hoach/lap-tu/", plans.copy, name="copy-plan"),
    path("ke-hoach/<str:public_id>/", plans.detail, name="plan"),
    path("ke-hoach/<str:public_id>/in/", papers.printing, name="print-plan"),
    path("ke-hoach/<str:public_id>/in/<str:paper>.pdf", papers.plan_file, name="plan-paper"),
    path("ke-hoach/<str:public_id>/sua/", plans.edit, name="edit-plan"),
    path("ke-hoach/<str:public_id>/thuc-hien/", plans.begin, name="begin-plan"),
    path("ke-hoach/<str:public_id>/ve-du-thao/", plans.withdraw, name="withdraw-plan"),
    path("ke-hoach/<str:public_id>/ket-thuc/", plans.end, name="end-plan"),
    path("ke-hoach/<str:public_id>/tiep-tuc/", plans.resume, name="resume-plan"),
    path("ke-hoach/<str:public_id>/bo/", plans.discard, name="discard-plan"),
    path("ke-hoach/<str:public_id>/lay-lai/", plans.recover, name="recover-plan"),
    path("ke-hoach/<str:public_id>/chi-tieu/", plans.targets, name="plan-targets"),
    path("ke-hoach/<str:public_id>/du-toan/", plan_costs.costs, name="plan-costs"),
    path("ke-hoach/<str:public_id>/viec/them/", tasks.add, name="add-task"),
    path("viec/", own, name="own-tasks"),
    path("viec/<str:public_id>/", tasks.detail, name="task"),
    path("viec/<str:public_id>/sua/", tasks.edit, name="edit-task"),
    path("viec/<str:public_id>/ket-qua/", tasks.report, name="report-task"),
    path("viec/<str:public_id>/khong-lam/", tasks.drop, name="drop-task"),
    path("viec/<str:public_id>/mo-lai/", tasks.reopen, name="reopen-task"),
    path("ban/<str:public_id>/quyet-dinh.pdf", papers.decision, name="board-decision"),
    path("ban/<str:public_id>/sua/", boards.edit_board, name="edit-board"),
    path("ban/<str:public_id>/ket-thuc/", boards.end_board, name="end-board"),
    path("ban/<str:public_id>/them-nguoi/", boards.add_member, name="add-member"),
    path("ban/<str:public_id>/nhap-bang/", boards.paste_members, name="paste-members"),
    path("thanh-vien/<str:public_id>/sua/", boards.edit_member, name="edit-member"),
    path("thanh-vien/<str:public_id>/thoi/", boards.end_term, name="end-term"),
    path("thanh-vien/<str:public_id>/thay/", boards.replace_member, name="replace-member"),
    path("thanh-vien/<str:public_id>/go/", boards.take_back_member, name="take-back-member"),
    # The page of a unit stands last: its key is any word.
    path("<str:public_id>/them-ban/", boards.new_board, name="new-board"),
    path("<str:public_id>/ten-goi/", unit_settings, name="unit-settings"),
    path("<str:public_id>/", committee, name="committee"),
]
